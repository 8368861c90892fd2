// What the names of columns say about whose a row is, what it is about, and when it was; in English and Chinese.

/** A name without what RecBole writes behind it (`user_id:token`), its words in small letters. */
export function wordsOfName(name: string): string[] {
  return name
    .replace(/:(token|float)(_seq)?$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

const suffixes = /(ids?|no|nr|num|number|key|code|idx|index|uuid|guid|编号|号|名称|名)$/

/** Nouns for whoever comes to items. */
const users = new Set([
  ...[
    'user',
    'u',
    'customer',
    'cust',
    'client',
    'visitor',
    'member',
    'buyer',
    'reviewer',
    'rater',
    'account',
    'player',
  ],
  ...['reader', 'listener', 'viewer', 'subscriber', 'shopper', 'consumer', 'person', 'people', 'student', 'learner'],
  ...['fullvisitor', 'visitoruser', 'userid', 'author', 'guest', 'device', 'household'],
  ...['用户', '客户', '会员', '顾客', '买家', '读者', '玩家', '访客', '学生'],
])

/** Nouns for what users come to. */
const items = new Set([
  ...['item', 'i', 'product', 'prod', 'movie', 'film', 'book', 'isbn', 'song', 'track', 'artist', 'album', 'video'],
  ...['article', 'news', 'sku', 'asin', 'parentasin', 'stock', 'goods', 'good', 'game', 'app', 'restaurant', 'hotel'],
  ...['business', 'venue', 'poi', 'place', 'listing', 'recipe', 'ad', 'advert', 'page', 'url', 'course', 'question'],
  ...['anime', 'show', 'series', 'content', 'post', 'photo', 'tweet', 'joke', 'beer', 'wine', 'dish', 'event'],
  ...[
    '商品',
    '物品',
    '产品',
    '电影',
    '图书',
    '书籍',
    '歌曲',
    '文章',
    '新闻',
    '视频',
    '游戏',
    '餐厅',
    '酒店',
    '课程',
    '广告',
  ],
])

/** Nouns for what rows belong to together when nothing is recommended. */
const groups = new Set([
  ...['group', 'session', 'household', 'family', 'cluster', 'patient', 'subject', 'participant', 'animal', 'batch'],
  ...['visit', 'order', 'basket', 'cart', 'invoice', 'trip', 'encounter', 'store', 'shop', 'site', 'station', 'sensor'],
  ...['machine', 'engine', 'unit', 'vehicle', 'school', 'class', 'team', 'employee', 'company', 'driver', 'experiment'],
  ...['分组', '会话', '家庭', '患者', '病人', '被试', '批次', '订单', '门店', '站点', '设备', '班级'],
])

const sessions = new Set(['session', 'visit', 'basket', 'cart', 'order', 'invoice', '会话', '订单'])
const ratings = new Set([
  ...['rating', 'ratings', 'rate', 'stars', 'star', 'score', 'overall', 'grade', 'reviewscore', 'reviewrating'],
  ...['userrating', 'userscore', 'bookrating', 'movierating', '评分', '打分', '星级', '得分'],
])
const events = new Set([
  ...[
    'event',
    'eventtype',
    'eventname',
    'action',
    'actiontype',
    'behavior',
    'behaviour',
    'behaviortype',
    'behaviourtype',
  ],
  ...['interaction', 'interactiontype', 'activity', 'activitytype', 'feedback', 'feedbacktype', 'type'],
  ...['行为', '行为类型', '事件', '事件类型', '操作', '动作'],
])
const weights = new Set([
  ...['sampleweight', 'instanceweight', 'caseweight', 'rowweight', 'surveyweight', 'observationweight', 'fnlwgt'],
  ...['样本权重', '权重'],
])
const sequences = new Set([
  ...['sequence', 'seq', 'itemsequence', 'itemseq', 'itemidlist', 'itemlist', 'items', 'itemids', 'history', 'basket'],
  ...[
    'clicks',
    'clickhistory',
    'sessionitems',
    'visited',
    'purchases',
    'playlist',
    '序列',
    '历史',
    '商品列表',
    '浏览历史',
  ],
])

export const nouns = { users, items, groups, sessions } as const

/** How surely the name is one of the nouns: 2 as an id of it, 1 as itself, 0 not. */
export function saysNoun(name: string, known: ReadonlySet<string>): 0 | 1 | 2 {
  const joined = wordsOfName(name).join('')
  const bare = joined.replace(suffixes, '')
  if (bare !== joined && known.has(bare)) return 2
  return known.has(joined) && joined.length > 1 ? 1 : 0
}

/** The name alone says that values number things: `area_id`, `areaKey`. */
export function saysId(name: string): boolean {
  const words = wordsOfName(name)
  return words.length > 1 && /^(ids?|uuid|guid|key|编号)$/.test(words.at(-1) ?? '')
}

const isNamed = (known: ReadonlySet<string>) => (name: string) => known.has(wordsOfName(name).join(''))
export const saysRating = isNamed(ratings)
export const saysEvent = isNamed(events)
export const saysWeight = isNamed(weights)
export const saysSequence = isNamed(sequences)

const timeEnd = /(timestamp|datetime|date|time|dteday|dateday|时间戳|时间|日期)$/
const timeWhole = /^(ts|when|day|unix.*|.*(created|updated|ordered|visited|clicked|viewed|occurred)at)$/
/** Dates of something else than the row. */
const otherTimes =
  /birth|dob|expir|release|publish|hire|join|register|registration|signup|since|出生|生日|注册|上映|入职/

/** The name says when a row was; not when its person was born. */
export function saysTime(name: string): boolean {
  const joined = wordsOfName(name).join('')
  return !otherTimes.test(joined) && (timeEnd.test(joined) || timeWhole.test(joined))
}

/** Words for what people do with items. */
const actions = new Set([
  ...['view', 'click', 'cart', 'addtocart', 'removefromcart', 'buy', 'purchase', 'transaction', 'order', 'pv', 'fav'],
  ...['favorite', 'favourite', 'collect', 'like', 'dislike', 'share', 'play', 'skip', 'save', 'wishlist', 'impression'],
  ...['read', 'comment', 'follow', 'bookmark', 'download', 'search', 'checkout', 'rate', 'rating', 'visit', 'watch'],
  ...['浏览', '点击', '加购', '收藏', '购买', '下单', '支付', '分享', '点赞', '评论'],
])

/** True for words such as `view`, `add_to_cart` and `购买`. */
export function isAction(value: string): boolean {
  return actions.has(wordsOfName(value).join(''))
}
