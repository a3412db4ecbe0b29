export type Caller = (method: string, path: string, body?: unknown) => Promise<unknown>;
export type SignedIn = { cookie: string; csrf: string };
export function caller(base: string, session: SignedIn, account: string): Caller;
export function signIn(base: string, email: string, password: string): Promise<SignedIn>;
export function setUp(base: string, token: string, person: object, account: object): Promise<void>;
export function seedAds(call: Caller, currency: string, count: number, now: number): Promise<void>;
export function seedConversions(
  call: Caller,
  currency: string,
  count: number,
  now: number,
): Promise<void>;
