/** How much may be kept in memory for one organization. */
export interface KeptRoom {
  /** Takes that many more characters, or gives them back where they are negative; false, and nothing taken, where there is no room. */
  take(characters: number): boolean;
}

/** Room for so many characters. */
export function keptRoom(most: number): KeptRoom {
  let taken = 0;
  return {
    take: (characters) => {
      if (characters > 0 && taken + characters > most) return false;
      taken += characters;
      return true;
    },
  };
}
