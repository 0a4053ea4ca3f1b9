/** Names and wishes: enough that a search meets common names and rare combinations. */
export const GIVEN_NAMES = (
  'Maria James Linda Robert Patricia Michael Barbara David Susan William Jessica Thomas Sarah Carlos Karen Daniel ' +
  'Nancy Paul Lisa Mark Betty George Helen Kevin Sandra Brian Donna Edward Carol Ronald Ruth Anthony Sharon Lucía ' +
  'José Zoë Noël Ingrid Priya Darnell Amara Mateo Yusuf Chloe Ethan Olivia Aisha Dmitri Fatima Hiro'
).split(' ');

export const FAMILY_NAMES = (
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson ' +
  'Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young ' +
  'Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter ' +
  'Roberts O’Neill Raman Brooks Fernández Müller Kowalski Okafor Ivanova Haddad Sato Lindqvist Papadopoulos'
).split(' ');

export const KOREAN_NAMES = ['김서연', '이민준', '박지우', '최예준', '정하은', '강도윤', '조수아', '윤시우', '장지호'];

export const WISHES = [
  'The roof faces south-west and is eight years old. What would it cost?',
  'Please call me about a battery for the evenings.',
  'Two cars, one garage: can both be charged overnight?',
  'We rent. Is there anything for us?',
  'I had an offer from another firm and would like to compare.',
];
