const secret = '[secret]';

const rules: [RegExp, string][] = [
  [/(\bAuthorization["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1${secret}`],
  [/(\b(?:Set-)?Cookie["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1${secret}`],
  [/\b(token|bearer)(\s+)[\w.~+/=-]{6,}/gi, `$1$2${secret}`],
  [
    /([?&;]\s*[\w.-]*(?:token|auth|key|code|state|xsrf|password|secret)[\w.-]*=)[^&#\s"'<>]*/gi,
    `$1${secret}`
  ],
  [/(\b_?(?:xsrf|X-XSRFToken|password|token)["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, `$1${secret}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, secret],
  [/\b[0-9a-f]{32,}\b/gi, secret],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[email]'],
  [/[\w.+-]+%40[\w-]+(?:\.[\w-]+)+/gi, '[email]'],
  [/(\/user\/)[^/\s"'?#]+/g, '$1~'],
  [/\/(?:home|Users)\/[^/\s"'?#]+/g, '~']
];

/**
 * Take secrets out of a text: tokens, XSRF values, cookies, e-mail addresses, home folders. It is
 * called once, at the last door of every sink.
 */
export function redact(text: string): string {
  return rules.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}
