import noAccess from '@salesforce/label/c.ErrorNoAccess';
import unknownProblem from '@salesforce/label/c.SharedUnknownProblem';

type FieldErrors = Readonly<Record<string, readonly { readonly message?: string }[]>>;

/** The shapes in which Lightning hands errors to a component. */
interface LightningError {
  readonly message?: string;
  readonly statusText?: string;
  readonly body?:
    | {
        readonly message?: string;
        readonly pageErrors?: readonly { readonly message?: string }[];
        readonly fieldErrors?: FieldErrors;
      }
    | readonly { readonly message?: string }[];
}

/**
 * Salesforce refuses who has none of the permission sets before our code runs, and says so in the user's language with
 * the name of the Apex class in quotes. Our own errors never name a class.
 */
const refusedClass = /'(?:\w+\.)?\w+Controller'/;

/**
 * What an error says, in words for the person at the page. Controllers of this package say what happened and what to
 * do; what else can come is a failed connection or a mistake in the page itself.
 * @param error as a promise or a wire gave it
 */
export function errorText(error: unknown): string {
  if (typeof error === 'string') return error;
  const { body, message, statusText } = (error ?? {}) as LightningError;
  const found = body === undefined ? [] : bodyMessages(body);
  const words = [found.join(' '), message, statusText];
  const said = words.find((each) => each !== undefined && each !== '') ?? unknownProblem;
  return refusedClass.test(said) ? noAccess : said;
}

function bodyMessages(body: NonNullable<LightningError['body']>): readonly string[] {
  if (isList(body)) return texts(body);
  if (body.message !== undefined) return [body.message];
  return [...texts(body.pageErrors ?? []), ...texts(Object.values(body.fieldErrors ?? {}).flat())];
}

function isList(
  body: NonNullable<LightningError['body']>,
): body is readonly { readonly message?: string }[] {
  return Array.isArray(body);
}

function texts(errors: readonly ({ readonly message?: string } | undefined)[]): readonly string[] {
  return errors.flatMap((each) => (each?.message === undefined ? [] : [each.message]));
}
