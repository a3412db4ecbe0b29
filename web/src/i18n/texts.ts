/** The same keys as another language, each with a text of its own. */
export type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
