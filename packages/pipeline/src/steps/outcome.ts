/**
 * What a step says of the work it was called for: `done` closes it; `keep` leaves it open (somebody else goes on with
 * it); a time (ms) moves it there, never closing what is only "not yet".
 */
export type Outcome = 'done' | 'keep' | { readonly at: number; readonly waiting?: { readonly from: string; readonly to: string } }
