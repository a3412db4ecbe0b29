export const kPerson = { email: 'ada@example.com', password: 'correct horse battery', name: 'Ada' };
export const kAccount = {
  id: 'gym',
  name: 'Iron Gym',
  currency: 'AED',
  time_zone: 'Asia/Dubai',
};
export const kStatePath = 'test-results/signed_in.json';
