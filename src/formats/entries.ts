/** A scan of a file that holds several. */
export interface EntryListing {
  name: string;
  /** Title or scan command; empty where there is none. */
  title: string;
}
