interface Wish {
  readonly type: string;
  readonly quality: number;
}

/**
 * Which of the media types a client would rather have (RFC 9110, 12.5.1), by its Accept header. The first one offered
 * is for those who have no wish, and for those who wish for something that is not offered.
 */
export function preferredType<Type extends string>(
  accept: string | undefined,
  offered: readonly [Type, ...Type[]],
): Type {
  const wishes = (accept ?? '').split(',').map(wishIn);
  const best = offered
    .map((type) => ({ type, quality: wishes.find((wish) => wish.type === type)?.quality ?? 0 }))
    .reduce((first, next) => (next.quality > first.quality ? next : first));
  const anything = wishes.find(({ type }) => type === '*/*')?.quality ?? 0;
  return best.quality > 0 && best.quality >= anything ? best.type : offered[0];
}

function wishIn(part: string): Wish {
  const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
  const quality = parameters.find((each) => each.startsWith('q='))?.slice(2);
  const number = quality === undefined ? 1 : Number(quality);
  return { type, quality: number >= 0 && number <= 1 ? number : 0 };
}
