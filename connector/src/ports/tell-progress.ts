/** Tells how far a step is; a total of 0 where nobody knows it. May be told at every occasion: it costs a call only now and then. */
export type TellProgress = (done: number, total: number) => Promise<void>;
