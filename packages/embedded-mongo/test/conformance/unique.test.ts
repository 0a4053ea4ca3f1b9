/** The two indexes that make Leadbell's laws hold, exactly as it declares them, and claims that race. */
import { beforeEach, expect, test } from '@jest/globals';
import { useDatabase, rowsOf } from './support.ts';

const use = useDatabase();
const leads = () => rowsOf(use.db, 'leads');

beforeEach(async () => {
  for (const path of ['openKeys', 'heldBy']) {
    await leads().createIndex({ [path]: 1 }, { unique: true, partialFilterExpression: { [path]: { $exists: true } } });
  }
});

test('no two documents share an element; within one it may repeat', async () => {
  await leads().insertOne({ _id: 1, openKeys: ['tel:+1', 'tel:+1', 'mail:a'] });
  await expect(leads().insertOne({ _id: 2, openKeys: ['tel:+2', 'mail:a'] })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { openKeys: 1 },
    keyValue: { openKeys: 'mail:a' },
  });
  await leads().insertOne({ _id: 3, openKeys: ['tel:+2'] });
  expect(await leads().countDocuments()).toBe(2);
});

test('documents without the field are outside; an empty array is inside, once', async () => {
  await leads().insertMany([{ _id: 1 }, { _id: 2 }]);
  await leads().insertOne({ _id: 3, openKeys: [] });
  await expect(leads().insertOne({ _id: 4, openKeys: [] })).rejects.toMatchObject({ code: 11000 });
});

test('$unset frees the key, and a refused update leaves no trace', async () => {
  await leads().insertMany([
    { _id: 1, heldBy: ['ana#1'] },
    { _id: 2, heldBy: ['ben#1'] },
  ]);
  await expect(
    leads().updateOne({ _id: 2 }, { $set: { heldBy: ['cy#1', 'ana#1'], state: 'offered' } }),
  ).rejects.toMatchObject({ code: 11000 });
  expect(await leads().findOne({ _id: 2 })).toEqual({ _id: 2, heldBy: ['ben#1'] });
  await leads().insertOne({ _id: 3, heldBy: ['cy#1'] });
  await leads().updateOne({ _id: 1 }, { $unset: { heldBy: '' } });
  await leads().updateOne({ _id: 2 }, { $push: { heldBy: 'ana#1' } });
  expect(await leads().findOne({ heldBy: 'ana#1' })).toEqual({ _id: 2, heldBy: ['ben#1', 'ana#1'] });
});

test('of a hundred clients that claim one lead, exactly one wins', async () => {
  for (let round = 0; round < 3; round += 1) {
    await leads().insertOne({ _id: round, state: 'waiting', epoch: 0 });
    const claims = Array.from({ length: 100 }, (_, i) =>
      leads().findOneAndUpdate(
        { _id: round, state: 'waiting', epoch: 0 },
        { $set: { state: 'offered', heldBy: [`r${round}agent${i}#1`] }, $inc: { epoch: 1 } },
        { returnDocument: 'after' },
      ),
    );
    const won = (await Promise.all(claims)).filter((lead) => lead !== null);
    expect(won).toHaveLength(1);
    expect(await leads().findOne({ _id: round })).toEqual(won[0]);
  }
});

test('of a hundred leads that want one slot, exactly one gets it', async () => {
  await leads().insertMany(Array.from({ length: 100 }, (_, i) => ({ _id: i, state: 'waiting' })));
  const claims = Array.from({ length: 100 }, (_, i) =>
    leads()
      .findOneAndReplace({ _id: i, state: 'waiting' }, { state: 'offered', heldBy: ['ana#1'] })
      .then(() => 'won')
      .catch((error: unknown) => (error as { code?: number }).code),
  );
  const answers = await Promise.all(claims);
  expect(answers.filter((answer) => answer === 'won')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 11000)).toHaveLength(99);
  expect(await leads().countDocuments({ state: 'offered' })).toBe(1);
});

test('of a hundred equal inserts, exactly one is stored; upserts meet in one document', async () => {
  const inserts = Array.from({ length: 100 }, () =>
    leads()
      .insertOne({ openKeys: ['tel:+1'] })
      .then(() => 1)
      .catch(() => 0),
  );
  expect((await Promise.all(inserts)).filter(Boolean)).toHaveLength(1);
  const upserts = Array.from({ length: 100 }, () =>
    leads().updateOne({ _id: 'n' }, { $inc: { n: 1 } }, { upsert: true }),
  );
  await Promise.all(upserts);
  expect(await leads().findOne({ _id: 'n' })).toEqual({ _id: 'n', n: 100 });
});
