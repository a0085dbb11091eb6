const secret = '[secret]';

/** Without one of these nothing of the rules can match; most lines of a log have none. */
const suspicious = /[:=@%/\\]|token|bearer|eyJ|[0-9a-f]{32}/i;

/**
 * What a text must have for a rule to be worth trying, the rule, and what takes its place. Repeats
 * are bounded: an open `[\w.]+@` takes quadratic time over a long run of base64.
 */
const rules: [RegExp, RegExp, string][] = [
  [/authorization/i, /(\bAuthorization["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1${secret}`],
  [/cookie/i, /(\b(?:Set-)?Cookie["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1${secret}`],
  [/token|bearer/i, /\b(token|bearer)(\s+)[\w.~+/=-]{6,}/gi, `$1$2${secret}`],
  [
    /[?&;#][^=]*=/,
    /([?&;#]\s*[\w.-]{0,32}(?:token|auth|key|code|state|xsrf|password|secret)[\w.-]{0,32}=)[^&#\s"'<>]*/gi,
    `$1${secret}`
  ],
  [
    /xsrf|password|token/i,
    /([\w-]{0,32}(?:xsrf|password|token)[\w-]{0,32}["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
    `$1${secret}`
  ],
  // a URL inside a URL, as in the hub's `/login?next=…`
  [/%3D/i, /((?:token|auth|key|code|state|xsrf|password)%3D)[^%&#\s"'<>]+/gi, `$1${secret}`],
  [/eyJ/, /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, secret],
  [/[0-9a-f]{32}/i, /\b[0-9a-f]{32,}\b/gi, secret],
  [/@/, /(:\/\/)[^\s/@:"']{1,64}:[^\s/@"']{1,256}@/g, `$1${secret}@`],
  [/@|%40/, /[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63})+/gi, '[email]'],
  [/user/i, /((?:\/|%2F)user(?:\/|%2F))[^/%\s"'?#]+(?:%(?!2F)[^/%\s"'?#]*)*/gi, '$1~'],
  [/home|Users/, /(?:\/|%2F)(?:home|Users)(?:\/|%2F)[^/%\s"'?#:)]+/g, '~'],
  [/:\\+Users/i, /\b[A-Z]:\\+Users\\+[^\\\s"'?#]+/gi, '~']
];

const none: readonly string[] = [];
let ask: () => readonly string[] = () => none;
let asked: readonly string[] | null = null;
let prepared: readonly string[] = [];

/** Set what `redact` asks for values known to be secret in this page. @returns what it asked before. */
export function setKnownSecrets(secrets: () => readonly string[]): () => readonly string[] {
  const before = ask;
  ask = secrets;
  return before;
}

/**
 * Take secrets out of a text: tokens, XSRF values, cookies, passwords, e-mail addresses, names of
 * users and home folders. Called at the last door of everything that is shown or written.
 * @param secrets values known to be secret, whatever stands around them.
 */
export function redact(text: string, secrets: readonly string[] = ask()): string {
  if (secrets !== asked) {
    asked = secrets;
    prepared = secrets
      .flatMap(value => [value, encodeURIComponent(value)])
      .filter(value => value.length >= 4) // a shorter one would blank out half of the text
      .sort((a, b) => b.length - a.length);
  }
  const start = prepared.reduce((clean, value) => clean.replaceAll(value, secret), text);
  if (!suspicious.test(start)) {
    return start;
  }
  return rules.reduce(
    (clean, [mark, rule, replacement]) =>
      mark.test(clean) ? clean.replace(rule, replacement) : clean,
    start
  );
}
