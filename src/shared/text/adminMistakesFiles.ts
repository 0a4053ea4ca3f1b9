/** Validation messages about files and tables that administrators import; see adminMistakes.ts. */
import type { Language } from '../../core/vocabulary/language.ts';
import type { SettingMistakeCode } from '../../core/vocabulary/mistake.ts';
import type { Text } from './index.ts';

export const adminMistakesFilesText = {
  costRow: {
    en: 'Use a date such as 2026-11-28, a source of up to 40 characters, and an amount of at least 0.',
    ko: '2026-11-28 형식의 날짜, 40자 이내의 유입 경로, 0 이상의 금액을 입력하세요.',
  },
  costTable: {
    en: 'Enter a date, a source and an amount on each line, such as: 2026-11-28, google, 120.50',
    ko: '한 줄에 날짜, 유입 경로, 금액을 입력하세요. 예: 2026-11-28, google, 12000',
  },
  costLines: {
    en: {
      one: 'Line {lines} can’t be read. Each line is a date, a source and an amount, such as: 2026-11-28, google, 120.50',
      other:
        '{count} lines can’t be read: {lines}. Each line is a date, a source and an amount, such as: 2026-11-28, google, 120.50',
    },
    ko: '{count}줄을 읽을 수 없습니다: {lines}. 한 줄에 날짜, 유입 경로, 금액을 입력하세요. 예: 2026-11-28, google, 12000',
  },
  numberNotListed: {
    en: 'The campaign doesn’t have this number. Choose one of its numbers.',
    ko: '이 캠페인에 없는 번호입니다. 캠페인의 번호를 선택하세요.',
  },
  registryLine: {
    en: 'Line {line} can’t be read, so the file wasn’t used. Each line is a ten-digit number, such as 2025550123 or 202,5550123. Download the file again.',
    ko: '{line}행을 읽을 수 없어 파일 전체를 사용하지 않았습니다. 한 줄에 열 자리 번호를 하나씩 적습니다(예: 2025550123 또는 202,5550123). 파일을 다시 내려받으세요.',
  },
  registryIsChanges: {
    en: 'Line {line} is from a change list. Choose “Change list”.',
    ko: '{line}행은 변경 목록의 행입니다. ‘변경 목록’을 선택하세요.',
  },
  registryIsFull: {
    en: 'Line {line} doesn’t say whether the number was added (A) or deleted (D). Choose “Full list” if this is one.',
    ko: '{line}행에 추가(A) 또는 삭제(D) 표시가 없습니다. 전체 목록이면 ‘전체 목록’을 선택하세요.',
  },
  registryNoList: {
    en: 'Line {line} changes an area code that has no list yet. Import its full list first.',
    ko: '{line}행의 지역 번호에는 아직 목록이 없습니다. 전체 목록을 먼저 가져오세요.',
  },
  registryCut: {
    en: 'The file ends in the middle. Download it again.',
    ko: '파일이 중간에서 끊겼습니다. 다시 내려받으세요.',
  },
  registryCutLine: {
    en: 'The file ends in the middle of line {line}. Download it again.',
    ko: '파일이 {line}행 중간에서 끊겼습니다. 다시 내려받으세요.',
  },
  registryPacked: {
    en: 'This file can’t be unpacked. Unzip it first; plain text and gzip files are read.',
    ko: '압축을 풀 수 없는 파일입니다. 먼저 압축을 푸세요. 일반 텍스트와 gzip 파일을 읽을 수 있습니다.',
  },
  registryEmpty: { en: 'The file has no numbers.', ko: '파일에 번호가 없습니다.' },
  registryFuture: { en: 'This date is in the future.', ko: '아직 오지 않은 날짜입니다.' },
  registryOld: {
    en: 'This list is more than 31 days old, so by law you can’t rely on it. Download a new one.',
    ko: '31일이 지난 목록은 법적으로 사용할 수 없습니다. 새 목록을 내려받으세요.',
  },
  registryOlder: {
    en: 'The list in force for area code {areaCode} is newer: {date}.',
    ko: '지역 번호 {areaCode}에는 더 최신 목록({date})이 적용되고 있습니다.',
  },
  registryGap: {
    en: 'The list in force for area code {areaCode} is from {date}. A change list must start on or before that day, or changes in between are missed. Import the full list instead.',
    ko: '지역 번호 {areaCode}의 현재 목록은 {date}자입니다. 변경 목록은 그날이나 그 이전부터 시작해야 하며, 아니면 그사이의 변경이 누락됩니다. 대신 전체 목록을 가져오세요.',
  },
  registryFewer: {
    en: 'For area code {areaCode} the file has {count} numbers; the list in force has {before}. The file may be incomplete. Download it again, or confirm that it’s complete.',
    ko: '지역 번호 {areaCode}의 번호가 파일에는 {count}개인데 현재 목록에는 {before}개입니다. 파일이 불완전할 수 있습니다. 다시 내려받거나 완전한 파일임을 확인하세요.',
  },
  registryMeanwhile: {
    en: 'Another file was imported in the meantime. This one wasn’t used; import it again.',
    ko: '그사이 다른 파일을 가져왔습니다. 이 파일은 사용하지 않았으니 다시 가져오세요.',
  },
  fileImporting: {
    en: 'This file is already being imported as {name}. Wait until that import is done, or cancel it.',
    ko: '이 파일은 이미 {name}(으)로 가져오는 중입니다. 끝날 때까지 기다리거나 취소하세요.',
  },
  fileEmpty: {
    en: 'The file is empty. Choose a file with a table.',
    ko: '빈 파일입니다. 표가 있는 파일을 선택하세요.',
  },
  fileNoTable: { en: 'This isn’t a table. Save it as CSV or .xlsx.', ko: '표가 아닙니다. CSV나 .xlsx로 저장하세요.' },
  fileOldExcel: {
    en: 'This is an old Excel file, or it has a password. Save it as .xlsx or CSV without a password.',
    ko: '이전 Excel 형식이거나 암호가 있는 파일입니다. 암호 없이 .xlsx나 CSV로 저장하세요.',
  },
  fileBadExcel: {
    en: 'This Excel file can’t be read. Save it as CSV and try again.',
    ko: 'Excel 파일을 읽을 수 없습니다. CSV로 저장해 다시 선택하세요.',
  },
  fileTooMuch: {
    en: 'This file is too large to unpack. Save it as CSV and try again.',
    ko: '압축을 풀기에 너무 큰 파일입니다. CSV로 저장해 다시 선택하세요.',
  },
  fileTooManyRows: {
    en: 'The file has more than 100,000 rows. Split it and import the parts.',
    ko: '100,000행이 넘습니다. 파일을 나눠 가져오세요.',
  },
  fileTooManyColumns: {
    en: 'Row {row} has more than 200 columns. Remove the ones you don’t need.',
    ko: '{row}행의 열이 200개가 넘습니다. 필요 없는 열을 삭제하세요.',
  },
  fileCellTooLong: {
    en: 'Row {row} has a cell with more than 20,000 characters. Shorten it.',
    ko: '{row}행에 20,000자가 넘는 셀이 있습니다. 내용을 줄이세요.',
  },
  fileOpenQuote: {
    en: 'A quotation mark that opens in or after row {row} is never closed. Close it, or save the table again as CSV.',
    ko: '{row}행 이후에서 열린 따옴표가 닫히지 않았습니다. 따옴표를 닫거나 CSV로 다시 저장하세요.',
  },
  fileTooLarge: {
    en: 'The file is larger than 20 MB. Split it, or save it as CSV.',
    ko: '파일이 20MB보다 큽니다. 나누거나 CSV로 저장하세요.',
  },
  costCurrency: {
    en: {
      one: 'The amount on line {lines} is in another currency. Enter it in {currency}.',
      other: 'The amounts on {count} lines are in another currency: {lines}. Enter them in {currency}.',
    },
    ko: '{count}줄의 금액이 다른 통화로 되어 있습니다: {lines}. {currency}로 입력하세요.',
  },
  costTitle: {
    en: 'The header names another currency: {named}. Enter the amounts in {currency}, and change or remove the header.',
    ko: '제목 줄이 다른 통화({named})로 되어 있습니다. 금액을 {currency}로 입력하고 제목을 고치거나 지우세요.',
  },
  costAbove: {
    en: 'The header must be the first line, but it’s on line {line}. Remove what’s above it.',
    ko: '제목 줄이 첫 줄이어야 하는데 {line}행에 있습니다. 그 위의 내용을 지우세요.',
  },
  costAboveCurrency: {
    en: 'The header must be the first line, and the text above it names another currency: {named}. Enter the amounts in {currency}, and remove what’s above the header.',
    ko: '제목 줄이 첫 줄이어야 합니다. 그 위에 다른 통화({named})가 적혀 있습니다. 금액을 {currency}로 입력하고 제목 위의 내용을 지우세요.',
  },
  costColumns: {
    en: {
      one: 'Line {lines} has more than a date, a source and an amount. Remove the other columns, and write amounts in {currency} without commas.',
      other:
        '{count} lines have more than a date, a source and an amount: {lines}. Remove the other columns, and write amounts in {currency} without commas.',
    },
    ko: '{count}줄에 날짜, 유입 경로, 금액 외의 내용이 있습니다: {lines}. 다른 열을 지우고 금액은 {currency}로 쉼표 없이 입력하세요.',
  },
  columnOfPhone: { en: 'Choose the column with the phone number.', ko: '전화번호가 있는 열을 선택하세요.' },
  columnOfEmail: { en: 'Choose the column with the email address.', ko: '이메일 주소가 있는 열을 선택하세요.' },
  columnTwice: {
    en: 'Two columns are set to the same field. Choose one of them.',
    ko: '같은 항목을 고른 열이 둘입니다. 하나만 선택하세요.',
  },
  dateAhead: { en: 'This date is in the future.', ko: '미래의 날짜입니다.' },
  hoursText: {
    en: 'Enter hours as 8-20 or 9-21:30.',
    ko: '시간은 8-20 또는 9-21:30처럼 입력하세요.',
  },
  hoursBeyond: {
    en: 'The law here permits calls only at {hours}. Stay within those hours.',
    ko: '이 지역에서는 법에 따라 {hours}에만 전화할 수 있습니다. 그 범위 안에서 입력하세요.',
  },
  dayBeyond: {
    en: 'The law here doesn’t permit calls on this day. Leave it empty.',
    ko: '이 지역에서는 법에 따라 이 요일에 전화할 수 없습니다. 비워 두세요.',
  },
  capBeyond: {
    en: {
      one: 'The law here permits at most {count} call in 24 hours. Enter {count}.',
      other: 'The law here permits at most {count} calls in 24 hours. Enter {count} or less.',
    },
    ko: '이 지역에서는 법에 따라 24시간에 {count}회까지만 전화할 수 있습니다. {count} 이하로 입력하세요.',
  },
  unaskedBeyond: {
    en: {
      one: 'The law here permits at most {count} call in 30 days without the customer’s permission. Enter {count}.',
      other:
        'The law here permits at most {count} calls in 30 days without the customer’s permission. Enter {count} or less.',
    },
    ko: '이 지역에서는 법에 따라 고객이 허락하지 않은 경우 30일에 {count}회까지만 전화할 수 있습니다. {count} 이하로 입력하세요.',
  },
  holidaysBeyond: {
    en: 'The law here doesn’t permit calls on legal holidays. Leave this turned on.',
    ko: '이 지역에서는 법에 따라 법정 공휴일에 전화할 수 없습니다. 선택된 상태로 두세요.',
  },
  holidaysUnknown: {
    en: 'Legal holidays are known for the United States and British Columbia only.',
    ko: '법정 공휴일은 미국과 캐나다 브리티시컬럼비아주만 등록되어 있습니다.',
  },
} as const satisfies Partial<Readonly<Record<SettingMistakeCode, Readonly<Record<Language, Text>>>>>;
