// What is seen at the top of a table that DuckDB's sniffer does not see. Expected by eye.
import { describe, expect, it } from 'vitest'
import { isAligned, singleBlanks, withSingleBlanks } from '../../../main/engine/datasets/read/alignedText'
import {
  hasNames,
  isDecimalColumn,
  namedDelimiter,
  rareDelimiter,
  shortNames,
  wideDelimiter,
} from '../../../main/engine/datasets/read/hints'

const comma = { delimiter: ',', quote: '"' }

describe('a line that names the delimiter', () => {
  it.each([
    ['sep=;\na;b\n', ';'],
    ['SEP=\t\r\na\tb\r\n', '\t'],
    ['"sep=|"\na|b\n', '|'],
    ['sep=ab\n', null],
    ['a;b\nsep=;\n', null],
    ['sepal,petal\n1,2\n', null],
  ])('%j', (head, delimiter) => {
    expect(namedDelimiter(head)).toBe(delimiter)
  })
})

describe('a rare delimiter', () => {
  it.each<[string, string | null]>([
    ['name~age\nAnn~7\nBob~8\n', '~'],
    ['name^age\nAnn^7\n', '^'],
    ['name\x01age\nAnn\x017\n', '\x01'],
    ['name§age\nAnn§7\n', '§'],
    ['root:x:0:0:root:/root\nann:x:1000:1000:Ann:/home/ann\n', ':'],
    ['height weight sex\n1.80 75 m\n1.65 60 f\n', ' '],
    ['"mpg" "cyl"\n"Mazda RX4" 21 6\n"Fiat 128" 32.4 4\n', ' '],
    ['"first name" age\n"Ann Lee" 7\nBob 8\n', ' '],
    // Words, times, moments, thousands, aligned columns and ragged lines have none.
    ['Ann Lee\nBob Ray\nCid Poe\n', null],
    ['10:30\n11:45\n', null],
    ['2024-01-01 10:00:00\n2024-01-02 11:30:00\n', null],
    ['1 234\n5 678\n', null],
    ['a   b\n1   2\n', null],
    ['a~b\nc\n', null],
    ['0\nDigit 2\nDigit 7\n', null],
    ['a b\n1 2 3\n4 5\n', null],
    ['only~one line\n', null],
    ['# a remark\nname~age\nAnn~7\n', '~'],
  ])('%j', (head, delimiter) => {
    expect(rareDelimiter(head)).toBe(delimiter)
  })
})

describe('a column of decimal commas', () => {
  it.each<[string, boolean]>([
    ['price\n1,5\n-2,25\n3\n', true],
    ['price,size\n1,5\n2,25\n', false],
    ['1,5\n2,5\n3,5\n', false],
    ['price\n15\n25\n', false],
    ['price\n1,5\nnone\n', false],
  ])('%j', (head, is) => {
    expect(isDecimalColumn(head)).toBe(is)
  })
})

describe('names that a sniffer takes for a row', () => {
  it.each<[string, boolean]>([
    ['country,2019,2020\nChad,1.5,2\nPeru,3,4\n', true],
    ['country,1990,1995,2000\nChad,1,2,3\n', true],
    ['0,1,2\n0.5,0.7,0.1\n', true],
    [',0,1,2\n0,5,7,5\n1,6,6,6\n', true],
    ['"id","1","2","3"\n"a",4,4,4\n', true],
    ['district,2021\nAL-01,-28.8\nAL-02,30\nAL-03,1999\n', false],
    ['district,2021\nAL-01,-28.8\nAL-02,30\nAL-03,19\n', true],
    ['name,length,,\nBert,245,,\nBrock,908,,\nJoe,920,,\n', true],
    ['Ann,Lee,\nBob,3,\nCid,4,\nDan,Poe,\n', false],
    // A table of numbers, films with their years, and the same run in the next row.
    ['1,2,3\n4,5,6\n', false],
    ['5,6,7\n1,9,2\n', false],
    ['Alien,1979,1980\nBlade,1982,1984\n', false],
    ['0,1\n5,2\n', false],
    ['1,1,1\n2,5,2\n', false],
    ['0,1,2\n', false],
  ])('%j', (head, are) => {
    expect(hasNames(head, 0, comma)).toBe(are)
  })
})

describe('a line of names that is one short', () => {
  it.each<[string, number, string[] | null]>([
    ['mpg,cyl\nMazda,21,6\nFiat,30,4\n', 3, ['', 'mpg', 'cyl']],
    ['"m,g","c""l"\nMazda,21,6\n', 3, ['', 'm,g', 'c"l']],
    // A title, numbers, and a line of another length.
    ['Cars\n1,2\n', 2, null],
    ['7,8\nMazda,21,6\n', 3, null],
    ['a,a\nMazda,21,6\n', 3, null],
    ['a,b,c\nMazda,21,6\n', 3, null],
  ])('%j above %i columns', (head, columns, names) => {
    expect(shortNames(head, 1, columns, comma)).toEqual(names)
  })

  it('is looked for above the table only', () => {
    expect(shortNames('a,b\nMazda,21,6\n', 0, 3, comma)).toBeNull()
    expect(shortNames('a,b\n\nMazda,21,6\n', 2, 3, comma)).toBeNull()
  })
})

describe('columns that stand under each other', () => {
  it.each<[string, boolean]>([
    [' 0.006  18.0   2.3\n 0.027   0.0   7.0\n10.200  12.5  10.1\n', true],
    ['name       size\n"big one"     7\nsmall      12\n', true],
    ['18.0   8   307.0\t"chevrolet malibu"\n15.0   8   350.0\t"buick skylark"\n9.0    4   97.0\t"vw"\n', true],
    // Single blanks, a usual delimiter with blanks behind it, words alone, and lines of other lengths.
    ['1 2\n3 4\n5 6\n', false],
    ['a,  b\n1,  2\n3,  4\n', false],
    ['Ann   Lee\nBob   Ray\nCid   Poe\n', false],
    ['a   b\n1   2   3\n4   5\n', false],
    ['1   2\n3   4\n', false],
  ])('%j', (head, are) => {
    expect(isAligned(head)).toBe(are)
  })

  it('are parted by single blanks, but for those in quotation marks, wherever the text is cut', async () => {
    const lines = '  1   "a  b"\t 2 \n\n 3\tc  4'
    async function* cut() {
      for (const letter of lines) yield letter
    }
    const pieces: string[] = []
    for await (const piece of withSingleBlanks(cut())) pieces.push(piece)
    expect(pieces.join('')).toBe('1 "a  b" 2\n\n3 c 4')
    expect(singleBlanks(lines)).toBe(pieces.join(''))
  })
})

describe('the delimiter of very many columns', () => {
  const line = (mark: string, fields: number) => Array.from({ length: fields }, (_, place) => `c${place}`).join(mark)

  it.each([
    ['commas', `${line(',', 600)}\n${line(',', 600)}\n`, ','],
    ['tabs, with quotation marks that hold some', `${line('\t', 600)}\t"a\tb"\r\n${line('\t', 601)}\r\n`, '\t'],
    ['few columns', `${line(',', 20)}\n${line(',', 20)}\n`, null],
    ['other lengths', `${line(',', 600)}\n${line(',', 599)}\n`, null],
    ['two signs as often', `${line(';,', 600)}\n${line(';,', 600)}\n`, null],
    ['nothing', '', null],
  ])('%s', (_what, head, delimiter) => {
    expect(wideDelimiter(head)).toBe(delimiter)
  })
})
