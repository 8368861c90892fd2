import { describe, expect, it } from 'vitest'
import { encodingNamed, guessEncoding, strictDecoder } from '../../../main/engine/datasets/read/encodings'

/** Encoding, text, and the bytes that Python's codec of that encoding gives for it. */
const texts: [encoding: string, text: string, hex: string][] = [
  ['gb18030', '姓名,城市\n张三,北京\n李四,上海\n', 'd0d5c3fb2cb3c7cad00ad5c5c8fd2cb1b1bea90ac0eecbc42cc9cfbaa30a'],
  ['big5', '名稱,城市\n張三,臺北\n李四,高雄\n', 'a657bad92cabb0a5ab0ab169a4542cbb4fa55f0aa7f5a57c2cb0aab6af0a'],
  [
    'shift_jis',
    '名前,都市\n山田太郎,東京\nすずき,おおさか\n',
    '96bc914f2c93738e730a8e52936391be98592c938c8b9e0a82b782b882ab2c82a882a882b382a90a',
  ],
  [
    'euc-jp',
    '名前,都市\n山田太郎,東京\nすずき,おおさか\n',
    'ccbec1b02cc5d4bbd40abbb3c5c4c2c0cfba2cc5ecb5fe0aa4b9a4baa4ad2ca4aaa4aaa4b5a4ab0a',
  ],
  [
    'euc-kr',
    '이름,도시\n김철수,서울\n이영희,부산\n',
    'c0ccb8a72cb5b5bdc30ab1e8c3b6bcf62cbcadbfef0ac0ccbfb5c8f12cbacebbea0a',
  ],
  [
    'windows-1251',
    'имя,город\nИван,Москва\nМария,Санкт-Петербург\nОльга,Новосибирск\n',
    'e8ecff2ce3eef0eee40ac8e2e0ed2ccceef1eae2e00acce0f0e8ff2cd1e0edeaf22dcfe5f2e5f0e1f3f0e30aceebfce3e02ccdeee2eef1e8e1e8f0f1ea0a',
  ],
  [
    'windows-1253',
    'όνομα,πόλη\nΓιώργος,Αθήνα\nΜαρία,Θεσσαλονίκη\nΕλένη,Πάτρα\n',
    'fcedefece12cf0fcebe70ac3e9fef1e3eff22cc1e8deede10acce1f1dfe12cc8e5f3f3e1ebefeddfeae70ac5ebddede72cd0dcf4f1e10a',
  ],
  [
    'windows-1250',
    'jméno,město\nJiří,Plzeň\nŽofie,Hradec Králové\nŠárka,Ústí nad Labem\nŁukasz,Kraków\n',
    '6a6de96e6f2c6dec73746f0a4a69f8ed2c506c7a65f20a8e6f6669652c487261646563204b72e16c6f76e90a8ae1726b612cda7374ed206e6164204c6162656d0aa3756b61737a2c4b72616bf3770a',
  ],
  [
    'windows-1254',
    'isim,şehir\nAyşe,İstanbul\nÇağrı,Eskişehir\nGülşen,Muğla\n',
    '6973696d2cfe656869720a4179fe652cdd7374616e62756c0ac761f072fd2c45736b69fe656869720a47fc6cfe656e2c4d75f06c610a',
  ],
  [
    'windows-1255',
    'שם,עיר\nדוד,ירושלים\nשרה,תל אביב\nרחל,חיפה\n',
    'f9ed2cf2e9f80ae3e5e32ce9f8e5f9ece9ed0af9f8e42cfaec20e0e1e9e10af8e7ec2ce7e9f4e40a',
  ],
  [
    'windows-1256',
    'الاسم,المدينة\nمحمد,القاهرة\nفاطمة,الرياض\n',
    'c7e1c7d3e32cc7e1e3cfede4c90ae3cde3cf2cc7e1dec7e5d1c90addc7d8e3c92cc7e1d1edc7d60a',
  ],
  [
    'latin-1',
    'name,price\nJosé,€5\nMüller,£3\nÅsa,¥4\n',
    '6e616d652c70726963650a4a6f73e92c80350a4dfc6c6c65722ca3330ac573612ca5340a',
  ],
]

describe('an encoding', () => {
  it.each(texts)('%s is told by a few words', (encoding, text, hex) => {
    expect(guessEncoding(Buffer.from(hex, 'hex'))).toBe(encoding)
    expect(strictDecoder(encoding).decode(Buffer.from(hex, 'hex'))).toBe(text)
  })

  it.each([
    'fan of it?\x8c\xe6,yes',
    'Osme\xcc\xb1a,CA\nCh\xcc\xc1vez,CA',
    'say \x81\xca\x89\xdb\xd3yes\x89\xdb\xd2 so',
  ])('%j has lone signs of no East Asian words, nor such as an encoding does not have', (text) => {
    expect(guessEncoding(Buffer.from(text, 'latin1'))).toBe('latin-1')
  })

  it.each([
    ['cp1252', 'latin-1'],
    ['latin-1', 'latin-1'],
    ['sjis', 'shift_jis'],
    ['gb2312', 'gbk'],
    ['klingon', null],
  ])('%s is known as %s', (label, name) => {
    expect(encodingNamed(label)).toBe(name)
  })
})
