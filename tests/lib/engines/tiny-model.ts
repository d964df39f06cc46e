/**
 * A hand-made Marian model, no training and no download: a one-layer transformer that reads character by character
 * and writes each one's stand-in from `table` ("a" → "á"). Its attention is a hard diagonal, so the engine's word
 * alignment is exact and its handling of HTML can be asserted. About 4 MB, made in a moment, the same bytes every time.
 *
 * How: positions live in the embedding's even dimensions, characters in the odd ones. Self-attention and
 * feed-forward are zero (the residual passes), the decoder's query for position t meets the encoder's key for
 * position t, the value carries the character, and the output layer maps character → stand-in.
 */

const D = 256 // embedding; half sines, half cosines
const V = 128 // vocabulary, filled up with unused pieces
const F = 64 // feed-forward

// ---- SentencePiece: a protocol buffer written by hand (sentencepiece_model.proto)
const varint = (n: number | bigint): number[] => {
  let v = BigInt.asUintN(64, BigInt(n))
  const out: number[] = []
  do {
    out.push(Number(v & 127n) | (v > 127n ? 128 : 0))
    v >>= 7n
  } while (v > 0n)
  return out
}
const int = (field: number, n: number) => Buffer.from([...varint(field << 3), ...varint(n)])
const bytes = (field: number, b: Buffer) => Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(b.length)]), b])
const text = (field: number, s: string) => bytes(field, Buffer.from(s))
const float = (field: number, n: number) => {
  const b = Buffer.alloc(4)
  b.writeFloatLE(n)
  return Buffer.concat([Buffer.from(varint((field << 3) | 5)), b])
}

export function tinyVocab(characters: readonly string[]): Buffer {
  const NORMAL = 1,
    UNKNOWN = 2,
    CONTROL = 3
  const piece = (s: string, type: number, score = 0) => bytes(1, Buffer.concat([text(1, s), float(2, score), int(3, type)]))
  const pieces = [piece('</s>', CONTROL), piece('<unk>', UNKNOWN), ...characters.map((c, i) => piece(c, NORMAL, -i - 1))]
  for (let i = pieces.length; i < V; i++) pieces.push(piece(`\uE000unused${i}`, NORMAL, -1000 - i))
  const trainer = Buffer.concat([
    int(3, 1 /* unigram */),
    int(4, V),
    int(40, 1 /* unk */),
    int(41, -1 /* bos */),
    int(42, 0 /* eos */),
    int(43, -1 /* pad */),
  ])
  const normalizer = Buffer.concat([text(1, 'identity'), int(3, 1), int(4, 0), int(5, 1)])
  return Buffer.concat([...pieces, bytes(2, trainer), bytes(3, normalizer)])
}

// ---- Marian's binary format, version 1: headers, names, shapes, data from a multiple of 256 on
type Item = { name: string; type: number; shape: number[]; data: Buffer }
const FLOAT32 = 0x0404,
  INT8 = 0x0101

function pack(items: Item[]): Buffer {
  const u64 = (...ns: number[]) => {
    const b = Buffer.alloc(8 * ns.length)
    for (const [i, n] of ns.entries()) b.writeBigUInt64LE(BigInt(n), 8 * i)
    return b
  }
  const shape = (s: number[]) => {
    const b = Buffer.alloc(4 * s.length)
    for (const [i, n] of s.entries()) b.writeInt32LE(n, 4 * i)
    return b
  }
  const head = Buffer.concat([
    u64(1, items.length),
    ...items.map((i) => u64(i.name.length + 1, i.type, i.shape.length, i.data.length)),
    ...items.map((i) => Buffer.from(`${i.name}\0`)),
    ...items.map((i) => shape(i.shape)),
  ])
  const pad = 256 - ((head.length + 8) % 256)
  return Buffer.concat([head, u64(pad), Buffer.alloc(pad), ...items.map((i) => i.data)])
}

const CONFIG = `dec-depth: 1
dim-emb: ${D}
dim-vocabs: [${V}, ${V}]
enc-depth: 1
input-types: []
lemma-dim-emb: 0
skip: false
tied-embeddings: false
tied-embeddings-all: false
tied-embeddings-src: false
transformer-decoder-autoreg: self-attention
transformer-dim-ffn: ${F}
transformer-decoder-dim-ffn: ${F}
transformer-ffn-activation: relu
transformer-ffn-depth: 2
transformer-decoder-ffn-depth: 2
transformer-guided-alignment-layer: last
transformer-heads: 1
transformer-no-projection: false
transformer-postprocess: a
transformer-postprocess-emb: ""
transformer-postprocess-top: ""
transformer-preprocess: ""
transformer-tied-layers: []
transformer-train-position-embeddings: false
type: transformer
ulr: false
ulr-dim-emb: 0
version: v1.9.0
`

/**
 * `model.bin` and `vocab.spm` for a table of single characters; what is not in it is copied if it is in `also`. `alphas`: with the
 * scales of its activations (`*_QuantMultA`), as published models have them (`*.intgemm.alphas.bin`, int8shiftAlphaAll).
 */
export function tinyModel(
  table: Readonly<Record<string, string>>,
  also = "▁.,:;!?()'’“”«»-–%/&0123456789",
  alphas = false,
): { model: Buffer; vocab: Buffer } {
  const characters = [...new Set([...also, ...Object.keys(table), ...Object.values(table)])]
  if (characters.length + 2 > V || characters.length + 2 > D / 2) throw new Error('too many characters')
  const id = (c: string) => characters.indexOf(c) + 2
  const items: Item[] = []
  const add = (name: string, rows: number, cols: number, cells: Iterable<[number, number, number]> = []) => {
    const m = new Float32Array(rows * cols)
    for (const [r, c, v] of cells) m[r * cols + c] = v
    items.push({ name, type: FLOAT32, shape: [rows, cols], data: Buffer.from(m.buffer) })
    if (alphas && /_W(?:\w|emb)?$/.test(name)) addScale(name)
  }
  // attention looks at positions, which are at most 1; what carries characters grows to some tens
  const addScale = (name: string) => {
    const scale = new Float32Array([127 / (/_W[qk]$/.test(name) ? 1 : 80)])
    items.push({ name: `${name}_QuantMultA`, type: FLOAT32, shape: [1, 1], data: Buffer.from(scale.buffer) })
  }
  // token i has dimension 2i+1 to itself; the even dimensions hold nothing but the position's sines and cosines
  const own = (token: number) => 2 * token + 1
  const tokens = Array.from({ length: characters.length + 2 }, (_, i) => i)
  const diagonal = (parity: 0 | 1, v: number) =>
    Array.from({ length: D / 2 }, (_, i): [number, number, number] => [2 * i + parity, 2 * i + parity, v])

  add(
    'encoder_Wemb',
    V,
    D,
    tokens.map((t): [number, number, number] => [t, own(t), 1]),
  )
  add('decoder_Wemb', V, D)
  const attention = (prefix: string, q = 0, v = 0) => {
    add(`${prefix}_Wq`, D, D, q === 0 ? [] : diagonal(0, q))
    add(`${prefix}_Wk`, D, D, q === 0 ? [] : diagonal(0, 1))
    add(`${prefix}_Wv`, D, D, v === 0 ? [] : diagonal(1, 1))
    add(`${prefix}_Wo`, D, D, v === 0 ? [] : diagonal(1, v))
    for (const b of ['bq', 'bk', 'bv', 'bo']) add(`${prefix}_${b}`, 1, D)
  }
  const feedForward = (prefix: string) => {
    add(`${prefix}_W1`, D, F)
    add(`${prefix}_b1`, 1, F)
    add(`${prefix}_W2`, F, D)
    add(`${prefix}_b2`, 1, D)
  }
  attention('encoder_l1_self')
  feedForward('encoder_l1_ffn')
  attention('decoder_l1_self')
  attention('decoder_l1_context', 60, 4)
  feedForward('decoder_l1_ffn')
  const target = (t: number) => (t < 2 ? t : id(table[characters[t - 2] as string] ?? (characters[t - 2] as string)))
  add(
    'decoder_ff_logit_out_W',
    D,
    V,
    tokens.map((t): [number, number, number] => [own(t), target(t), 1]),
  )
  add('decoder_ff_logit_out_b', 1, V)
  const config = Buffer.from(CONFIG.padEnd(Math.ceil((CONFIG.length + 1) / 256) * 256 - 1, '\n').concat('\0'))
  items.push({ name: 'special:model.yml', type: INT8, shape: [config.length], data: config })
  return { model: pack(items), vocab: tinyVocab(characters) }
}

/** A shortlist in the engine's binary form that leaves out no word: magic, checksum (not looked at), its sizes, offsets, lists. */
export function tinyShortlist(): Buffer {
  const offsets = V + 1
  const lists = 8
  const bytes = Buffer.alloc(48 + 8 * offsets + 4 * lists)
  for (const [index, value] of [0xf11a48d5013417f5n, 0n, BigInt(V), 1n, BigInt(offsets), BigInt(lists)].entries())
    bytes.writeBigUInt64LE(value, 8 * index)
  return bytes
}
