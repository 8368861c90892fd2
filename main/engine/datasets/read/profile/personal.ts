// Which columns look like personal data: by their names, and by values that are e-mail addresses, telephone or card numbers and the like.

/** Words that mean personal data when they are a whole name, or a name's first or last words. */
const wholeNames = [
  ...['email', 'e mail', 'mail', 'mail address', 'email address', 'phone', 'telephone', 'tel', 'mobile'],
  ...['phone number', 'mobile number', 'phone no', 'fax', 'ip', 'ip address', 'ipaddress', 'ssn', 'social security'],
  ...['social security number', 'passport', 'passport number', 'passport no', 'national id', 'id card', 'idcard'],
  ...[
    'id number',
    'iban',
    'card number',
    'credit card',
    'credit card number',
    'cc num',
    'account number',
    'licence plate',
  ],
  ...['license plate', 'first name', 'firstname', 'last name', 'lastname', 'surname', 'family name', 'full name'],
  ...['fullname', 'given name', 'maiden name', 'middle name', 'customer name', 'patient name', 'user name', 'username'],
  ...['street', 'address', 'home address', 'street address', 'birthday', 'birth date', 'birthdate', 'date of birth'],
  ...['dob', 'mac address', 'imei'],
]
const chineseNames =
  /姓名|名字|邮箱|电子邮件|电话|手机|身份证|证件号|护照|住址|地址|出生日期|生日|银行卡|卡号|车牌|微信|QQ号/

/** At least this share of the values must look alike. */
const mostly = 0.6

const email = /^[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}$/i
const internetAddress =
  /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$|^([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$/i
const chineseMobile = /^(\+?86[- ]?)?1[3-9]\d{9}$/
/** With a plus, brackets or a leading 0, or as in North America: lists of numbers are written in groups too. */
const telephone =
  /^(\+\d{1,3}[ .-]?)?\(\d{1,5}\)([ .-]?\d{2,8}){1,4}$|^\+\d{1,3}([ .-]?\d{2,8}){1,5}$|^0\d{1,4}([ .-]\d{2,8}){1,4}$|^\d{3}[ .-]\d{3}[ .-]\d{4}$/
const socialSecurity = /^\d{3}-\d{2}-\d{4}$/
const iban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/

const personName = /^\p{Lu}[\p{L}'’.-]*(,? [\p{Lu}("][\p{L}'’."()-]*){1,6}$/u

/** True when the name says so, or most of `values` (some of the column's, as they are written) do. */
export function looksPersonal(name: string, values: readonly string[]): boolean {
  if (personalName(name)) return true
  const tests = /^names?$/i.test(name) ? [...valueTests, (text: string) => personName.test(text)] : valueTests
  return personalValues(values, tests)
}

function personalName(name: string): boolean {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
  return wholeNames.includes(words) || chineseNames.test(name)
}

function personalValues(values: readonly string[], tests: readonly ((text: string) => boolean)[]): boolean {
  const texts = values.map((value) => value.trim()).filter((value) => value !== '')
  const enough = Math.max(1, texts.length * mostly)
  return texts.length > 0 && tests.some((test) => texts.filter(test).length >= enough)
}

const valueTests: readonly ((text: string) => boolean)[] = [
  (text) => email.test(text),
  (text) => internetAddress.test(text),
  (text) => chineseMobile.test(text),
  // Dates such as 01-05-2024 and decimal numbers have fewer digits than a telephone number, or none of its groups.
  (text) =>
    telephone.test(text) &&
    text.replace(/\D/g, '').length >= 7 &&
    !/^\d{1,2}[-. ]\d{1,2}[-. ]\d{4}$|^\d+\.\d+$/.test(text),
  (text) => socialSecurity.test(text),
  isChineseIdentity,
  isCard,
  (text) => iban.test(text.replaceAll(' ', '')) && isIban(text.replaceAll(' ', '')),
]

/** 17 digits and a check sign (GB 11643-1999). */
function isChineseIdentity(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false
  const sum = [...text.slice(0, 17)].reduce((all, digit, place) => all + Number(digit) * (2 ** (17 - place) % 11), 0)
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase()
}

/** 13 to 19 digits in groups or none with Luhn's check digit (ISO/IEC 7812), not all alike. */
function isCard(text: string): boolean {
  if (!/^\d{4}([ -]?\d{4}){2}[ -]?\d{1,7}$/.test(text) && !/^3[47]\d{2}[ -]?\d{6}[ -]?\d{5}$/.test(text)) return false
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number)
  if (digits.length < 13 || new Set(digits).size === 1) return false
  const sum = digits.reduce(
    (all, digit, place) => all + (place % 2 === 0 ? digit : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0)),
    0,
  )
  return sum % 10 === 0
}

/** The remainder by 97 is 1 (ISO 13616). */
function isIban(text: string): boolean {
  const moved = text.slice(4) + text.slice(0, 4)
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}
