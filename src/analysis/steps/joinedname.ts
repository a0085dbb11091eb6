/** What a background that was fitted to a joined spectrum gives beside it: the whole of that, with the background over it. */
export const joinedName = 'joined';
