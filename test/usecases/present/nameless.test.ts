import { describe, expect, test } from '@jest/globals';
import { DEMO_CAMPAIGN } from '../../../src/demo/campaign.ts';
import { personLabel } from '../../../src/usecases/present/personLabel.ts';
import { fillScript } from '../../../src/usecases/present/script.ts';

describe('[K32] somebody without a name', () => {
  test('is told apart by the last digits of the number, and by no more of it', () => {
    expect(personLabel({ name: '', tel: '+12025550142' })).toEqual({ name: '', numberEnd: '0142' });
    expect(personLabel({ name: ' ' })).toEqual({ name: ' ' });
    expect(personLabel({ name: 'Maria', tel: '+12025550142' })).toEqual({ name: 'Maria' });
  });

  test.each([
    ['Hello {name}, this is {agent}.', 'Hello, this is Ana.'],
    ['Good morning, {name}! How are you?', 'Good morning! How are you?'],
    ['This is {agent}. Hi {name}, is this a good moment?', 'This is Ana. Hi, is this a good moment?'],
    ['안녕하세요, {name} 님. {agent}입니다.', '안녕하세요. Ana입니다.'],
    ['{name}님, 안녕하세요.', '안녕하세요.'],
    // Where the name itself is the question it is asked for.
    ['Am I speaking with {name}?', 'Am I speaking with …?'],
    ['{name}님이 맞으신가요?', '…님이 맞으신가요?'],
  ])('is greeted without one: %s', (script, read) => {
    expect(fillScript(script, { name: '', agent: 'Ana' })).toBe(read);
  });

  test('is not addressed in the demo’s own script, in either language', () => {
    for (const script of Object.values(DEMO_CAMPAIGN.script)) {
      expect(fillScript(script, { name: '', agent: 'Ana', interest: 'x' })).not.toContain('…');
      expect(fillScript(script, { name: 'Mia', agent: 'Ana', interest: 'x' })).toContain('Mia');
    }
  });
});
