/** The pages of imports: a file of leads, what its columns contain, what will happen to its rows, and what did. */
import type { ImportFate, ImportLine } from '../imports.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Catalogue, Text } from './index.ts';

type Key = `state.${ImportLine['state']}` | `fate.${ImportFate}`;

export const adminImportText = {
  title: { en: 'Import', ko: '가져오기' },
  intro: {
    en: 'Bring in leads from a CSV or Excel file: past ones as history, or open leads for your agents.',
    ko: 'CSV나 Excel 파일의 리드를 가져옵니다. 지난 리드는 이력으로, 또는 상담원이 연락할 진행 중인 리드로 가져올 수 있습니다.',
  },
  none: {
    en: 'Nothing imported yet. An import turns each row of a file into a lead. You see what will happen to every row before you start, and no one is called without consent.',
    ko: '아직 가져온 파일이 없습니다. 가져오기는 파일의 각 행을 리드로 만듭니다. 실행 전에 모든 행의 처리 결과를 확인할 수 있으며, 동의 없이는 누구에게도 전화하지 않습니다.',
  },
  'list.title': { en: 'Latest imports', ko: '최근 가져오기' },
  'column.file': { en: 'File', ko: '파일' },
  'column.state': { en: 'State', ko: '상태' },
  'column.rows': { en: 'Rows', ko: '행' },
  'list.by': { en: '{when} by {name}', ko: '{when}, {name}' },
  'list.counts': { en: '{fresh} new · {broken} with errors', ko: '새 리드 {fresh}개 · 오류 {broken}개' },

  'file.title': { en: 'New import', ko: '새로 가져오기' },
  'file.label': { en: 'File of leads', ko: '리드 파일' },
  'file.hint': {
    en: 'CSV or .xlsx, up to 20 MB and 100,000 rows. One person per row. Nothing is imported yet.',
    ko: 'CSV 또는 .xlsx, 최대 20MB, 100,000행. 한 행에 한 사람씩 입력하세요. 아직 아무것도 가져오지 않습니다.',
  },
  'file.drop': { en: 'Choose a file, or drop it here', ko: '파일을 선택하거나 여기에 놓으세요' },
  'file.send': { en: 'Upload', ko: '올리기' },
  'file.sending': { en: 'Uploading {file}', ko: '{file} 올리는 중' },
  'file.reading': { en: 'Reading {file}', ko: '{file} 읽는 중' },
  'file.stop': { en: 'Stop', ko: '중지' },

  'steps.label': { en: 'Steps', ko: '단계' },
  'step.file': { en: 'File', ko: '파일' },
  'step.settings': { en: 'Columns and consent', ko: '열과 동의' },
  'step.check': { en: 'Check', ko: '확인' },
  'step.import': { en: 'Import', ko: '가져오기' },

  'heading.reading': { en: 'The file is being read', ko: '파일을 읽는 중입니다' },
  'heading.ready': { en: 'What’s in the file', ko: '파일 내용' },
  'heading.checking': { en: 'Checking every row', ko: '모든 행을 확인하는 중입니다' },
  'heading.checked': { en: 'What will happen to each row', ko: '행별 처리 예정' },
  'heading.running': { en: 'Importing', ko: '가져오는 중입니다' },
  'heading.done': { en: 'Import finished', ko: '가져오기를 마쳤습니다' },
  'heading.canceled': { en: 'Import canceled', ko: '가져오기를 취소했습니다' },
  'heading.undoing': { en: 'Undoing the import', ko: '가져오기를 되돌리는 중입니다' },
  'heading.undone': { en: 'Import undone', ko: '가져오기를 되돌렸습니다' },

  'columns.title': { en: 'Columns', ko: '열' },
  'columns.about': {
    en: 'What each column contains. We guessed from the headings.',
    ko: '각 열의 내용을 선택하세요. 제목을 바탕으로 미리 선택했습니다.',
  },
  'columns.of': { en: 'Column {n}', ko: '{n}열' },
  'columns.not': { en: 'Don’t import', ko: '가져오지 않음' },
  'columns.standard': { en: 'Lead', ko: '리드' },
  'columns.own': { en: 'Fields of the campaign', ko: '캠페인 항목' },
  'columns.blank': { en: 'No values in the first rows', ko: '처음 몇 행에 값이 없음' },
  'campaign.none': {
    en: 'No campaign is on. Turn one on first: imported leads belong to a campaign.',
    ko: '켜진 캠페인이 없습니다. 가져온 리드는 캠페인에 속하므로 먼저 캠페인을 켜세요.',
  },
  'consent.title': { en: 'Basis for contact', ko: '연락 근거' },
  'basis.written': { en: 'Written consent', ko: '서면 동의' },
  'basis.relationship': { en: 'Existing customers', ko: '기존 고객' },
  'basis.about.none': {
    en: 'Nothing is imported without it. Choose what you can prove.',
    ko: '근거가 없으면 아무것도 가져오지 않습니다. 증명할 수 있는 것을 선택하세요.',
  },
  'basis.about.written': {
    en: 'Everyone in the file agreed in writing to be called. Keep the proof: we store what you state with each lead.',
    ko: '파일의 모든 사람이 전화 수신에 서면으로 동의했습니다. 입력한 내용은 각 리드에 저장되며, 증빙은 직접 보관하세요.',
  },
  'basis.about.relationship': {
    en: 'Everyone in the file bought from you or has a contract. It permits calls for 18 months in the US and Canada and for 6 months elsewhere, from the date below.',
    ko: '파일의 모든 사람이 구매했거나 계약을 맺은 고객입니다. 아래 날짜부터 미국과 캐나다는 18개월, 그 밖의 지역은 6개월 동안 전화할 수 있습니다.',
  },
  'mode.title': { en: 'Import rows as', ko: '가져올 형태' },
  'mode.history': { en: 'History', ko: '이력' },
  'mode.open': { en: 'Open leads', ko: '진행 중인 리드' },
  'mode.about.none': {
    en: 'Past customers for reference, or people your agents call?',
    ko: '참고용 과거 고객인가요, 상담원이 전화할 사람들인가요?',
  },
  'mode.about.history': {
    en: 'Past customers, for reference. No one is called, and reports don’t count them.',
    ko: '참고용 과거 고객입니다. 아무에게도 전화하지 않으며 보고서에도 집계되지 않습니다.',
  },
  'mode.about.open': {
    en: 'Agents call these people a few at a time, within calling hours, while an agent is free and no one else is waiting.',
    ko: '상담원이 이 사람들에게 전화합니다. 통화 가능 시간에, 비어 있는 상담원이 있고 다른 고객이 기다리지 않을 때 조금씩 배정합니다.',
  },
  check: { en: 'Check the rows', ko: '행 확인' },
  discard: { en: 'Discard file', ko: '파일 삭제' },
  change: { en: 'Change settings', ko: '설정 변경' },

  'dry.about': {
    en: 'Nothing has been imported yet.',
    ko: '아직 아무것도 가져오지 않았습니다.',
  },
  'dry.nothing': {
    en: 'There’s nothing to import in this file. Fix the rows below, or change the settings.',
    ko: '이 파일에는 가져올 것이 없습니다. 아래 행을 고치거나 설정을 변경하세요.',
  },
  'dry.rate': {
    en: 'At {rate} an hour, releasing all of them takes at least {time}.',
    ko: '시간당 {rate}개씩 모두 배정하는 데 최소 {time}이 걸립니다.',
  },
  'start.history': { en: 'Import as history', ko: '이력으로 가져오기' },
  'start.open': { en: 'Start releasing leads', ko: '리드 배정 시작' },

  'fate.fresh': { en: 'New leads', ko: '새 리드' },
  'fate.attached': { en: 'Attached to an open lead of the same person', ko: '같은 사람의 진행 중인 리드에 연결' },
  'fate.repeated': { en: 'Same person as an earlier row', ko: '앞 행과 같은 사람' },
  'fate.again': {
    en: 'Imported before, or waiting in another import',
    ko: '이미 가져왔거나 다른 가져오기에서 대기 중',
  },
  'fate.listed': { en: 'On the do-not-call list', ko: '수신 거부 목록에 있음' },
  'fate.broken': { en: 'With errors', ko: '오류' },
  'fate.empty': { en: 'Empty', ko: '빈 행' },
  'fate.removed': { en: 'Leads removed', ko: '삭제한 리드' },
  'fate.kept': { en: 'Leads kept', ko: '유지한 리드' },
  'counts.of': { en: '{done} of {all}', ko: '{all} 중 {done}' },
  'failed.title': { en: 'Rows not imported', ko: '가져오지 않는 행' },
  'failed.row': { en: 'Row', ko: '행' },
  'failed.why': { en: 'Why', ko: '이유' },
  'failed.cells': { en: 'Cells', ko: '내용' },
  'failed.more': {
    en: 'The first {count} of {all}. The file has all of them.',
    ko: '{all}개 중 처음 {count}개입니다. 전체는 파일에 있습니다.',
  },
  'failed.file': { en: 'Download rows to fix', ko: '고칠 행 내려받기' },
  'failed.hint': {
    en: 'Fix them in the file and import it again. They’re kept for 7 days, or 30 while leads are being released.',
    ko: '파일에서 고친 뒤 다시 가져오세요. 7일간, 배정하는 동안은 30일간 보관합니다.',
  },

  'progress.rows': { en: '{done} of {all} rows', ko: '{all}행 중 {done}행' },
  'progress.leads': { en: '{done} of {all} leads', ko: '리드 {all}개 중 {done}개' },
  'progress.waiting': {
    en: { one: '{rows} row waits.', other: '{rows} rows wait.' },
    ko: '{rows}행이 대기 중입니다.',
  },
  'progress.next': { en: 'Next try: {when}.', ko: '다음 시도: {when}.' },
  'waits.rate': {
    en: 'The next lead goes out at the set rate.',
    ko: '정한 속도에 따라 다음 리드를 배정합니다.',
  },
  'waits.people': { en: 'New inquiries go first.', ko: '방금 문의한 고객을 먼저 배정합니다.' },
  'waits.noAgent': { en: 'No agent is available.', ko: '상담 가능한 상담원이 없습니다.' },
  'waits.hours': {
    en: 'The next customers can’t be called at this time of day.',
    ko: '지금은 다음 고객에게 전화할 수 없는 시간입니다.',
  },
  'progress.leave': {
    en: 'You can leave this page. The import continues.',
    ko: '이 페이지를 나가도 가져오기는 계속됩니다.',
  },
  'progress.open': {
    en: 'Up to {rate} leads an hour, while an agent is free, no one is waiting and the customer can be called.',
    ko: '비어 있는 상담원이 있고 기다리는 고객이 없으며 전화할 수 있는 시간에, 시간당 최대 {rate}개를 배정합니다.',
  },
  cancel: { en: 'Cancel import', ko: '가져오기 취소' },
  'cancel.title': { en: 'Cancel this import?', ko: '이 가져오기를 취소할까요?' },
  'cancel.body': {
    en: 'Leads created so far stay. Rows that aren’t leads yet are deleted and can’t be resumed, but you can import the file again.',
    ko: '이미 만든 리드는 남습니다. 아직 리드가 되지 않은 행은 삭제되어 이어서 진행할 수 없지만, 파일을 다시 가져올 수 있습니다.',
  },
  'discard.title': { en: 'Discard this file?', ko: '이 파일을 삭제할까요?' },
  'discard.body': {
    en: 'Its rows are deleted. Nothing was imported, and you can upload it again.',
    ko: '파일의 행이 삭제됩니다. 가져온 것은 없으며 다시 올릴 수 있습니다.',
  },
  undo: { en: 'Undo import', ko: '가져오기 되돌리기' },
  'undo.title': { en: 'Undo this import?', ko: '이 가져오기를 되돌릴까요?' },
  'undo.removes': {
    en: 'Removed for good: its leads that no one has worked on since, with all their data.',
    ko: '완전히 삭제: 이후 아무도 다루지 않은 리드와 그 내용 전체.',
  },
  'undo.keeps': {
    en: 'Kept: leads that someone has changed, called or written to, new inquiries from the same people, and rows attached to other leads.',
    ko: '유지: 누군가 수정하거나 연락한 리드, 같은 사람의 새 문의, 다른 리드에 연결된 행.',
  },
  'undo.again': { en: 'You can import the file again.', ko: '파일은 다시 가져올 수 있습니다.' },
  another: { en: 'Import another file', ko: '다른 파일 가져오기' },

  'state.reading': { en: 'Reading', ko: '읽는 중' },
  'state.ready': { en: 'Needs setup', ko: '설정 필요' },
  'state.checking': { en: 'Checking', ko: '확인 중' },
  'state.checked': { en: 'Ready to start', ko: '시작 가능' },
  'state.running': { en: 'Importing', ko: '가져오는 중' },
  'state.done': { en: 'Done', ko: '완료' },
  'state.canceled': { en: 'Canceled', ko: '취소됨' },
  'state.undoing': { en: 'Undoing', ko: '되돌리는 중' },
  'state.undone': { en: 'Undone', ko: '되돌림' },
} as const satisfies Catalogue & Readonly<Record<Key, Readonly<Record<Language, Text>>>>;
