/** Emoji to choose from, by group, each with words to find it by, English and Persian. */

export type EmojiGroup =
  | 'faces'
  | 'hands'
  | 'hearts'
  | 'nature'
  | 'food'
  | 'places'
  | 'things'
  | 'signs'

/** A line an emoji: the emoji, then words. */
const TABLE: Record<EmojiGroup, string> = {
  faces: `😀 grin happy خنده شاد
😃 smile happy لبخند شاد
😄 laugh smile خنده شاد
😁 beam grin خنده دندان
😆 laugh haha خنده قهقهه
😅 sweat relief عرق خنده
😂 joy tears laugh اشک خنده
🤣 rolling laugh روده‌بر خنده
🙂 slight smile لبخند
🙃 upside down وارونه
😉 wink چشمک
😊 blush smile خجالت لبخند
😇 angel halo فرشته
🥰 love hearts عشق قلب
😍 heart eyes love عاشق قلب
😘 kiss بوسه ماچ
😗 kiss بوسه
😚 kiss closed eyes بوسه
😋 yum delicious خوشمزه
😛 tongue زبان
😜 wink tongue زبان چشمک
🤪 zany crazy دیوانه
😎 cool sunglasses عینک باحال
🤩 star eyes wow ستاره شگفت
🥳 party جشن تولد
😏 smirk پوزخند
😒 unamused بی‌حوصله
😞 disappointed sad ناامید
😔 sad pensive غمگین
😟 worried نگران
😕 confused گیج
🙁 frown اخم
😣 persevere رنج
😫 tired خسته
🥺 pleading please خواهش
😢 cry sad گریه غمگین
😭 sob cry گریه هق‌هق
😤 huff triumph خشم
😠 angry خشمگین عصبانی
😡 rage angry خشم عصبانی
🤬 swear ناسزا عصبانی
🤯 mind blown انفجار حیرت
😳 flushed خجالت سرخ
🥵 hot گرما
🥶 cold سرما یخ
😱 scream fear جیغ ترس
😨 fear ترس
😰 anxious اضطراب
🤗 hug آغوش بغل
🤔 think فکر
🤭 giggle hand خنده پنهان
🤫 quiet hush هیس ساکت
🤥 lie دروغ
😶 no mouth بی‌دهان
😐 neutral بی‌تفاوت
😬 grimace دندان‌قروچه
🙄 eye roll چشم گرداندن
😴 sleep خواب
🤤 drool آب دهان
😷 mask ill ماسک بیمار
🤒 ill fever تب بیمار
🤕 hurt زخمی
🤢 nausea تهوع
🤮 vomit استفراغ
🤧 sneeze عطسه
🤠 cowboy گاوچران
🤡 clown دلقک
👻 ghost روح
💀 skull dead جمجمه
👽 alien بیگانه
🤖 robot bot ربات
💩 poop`,
  hands: `👍 thumbs up yes like لایک بله
👎 thumbs down no دیسلایک نه
👌 ok خوب
✌️ peace victory پیروزی
🤞 fingers crossed luck شانس
🤟 love you
🤘 rock راک
🤙 call me تماس
👈 left چپ
👉 right راست
👆 up بالا
👇 down پایین
☝️ one up یک
✋ stop hand دست ایست
👋 wave hello bye سلام خداحافظ
🤝 handshake deal دست دادن
👏 clap bravo آفرین تشویق
🙌 hands up hooray هورا
👐 open hands
🤲 pray دعا
🙏 thanks please pray ممنون خواهش دعا
✍️ write نوشتن
💪 strong muscle قوی زور
🦾 strong robot
👀 eyes look چشم نگاه
🧠 brain مغز
👁️ eye چشم
🫶 heart hands قلب دست
🤦 facepalm وای
🤷 shrug نمی‌دانم
🙋 raise hand me من دست
🙇 bow تعظیم
👶 baby نوزاد
👦 boy پسر
👧 girl دختر
👨 man مرد
👩 woman زن
👴 old man پدربزرگ
👵 old woman مادربزرگ
👨‍👩‍👧 family خانواده
💃 dance رقص
🕺 dance رقص
🏃 run دویدن`,
  hearts: `❤️ red heart love قلب عشق قرمز
🧡 orange heart قلب نارنجی
💛 yellow heart قلب زرد
💚 green heart قلب سبز
💙 blue heart قلب آبی
💜 purple heart قلب بنفش
🖤 black heart قلب سیاه
🤍 white heart قلب سفید
🤎 brown heart قلب قهوه‌ای
💔 broken heart دل‌شکسته
❣️ heart exclamation قلب
💕 two hearts دو قلب
💞 revolving hearts قلب
💓 beating heart تپش قلب
💗 growing heart قلب
💖 sparkling heart قلب درخشان
💘 arrow heart تیر عشق
💝 gift heart هدیه قلب
💋 kiss بوسه
💯 hundred صد
💥 boom انفجار
💫 dizzy star ستاره
💦 sweat drops قطره
💤 sleep خواب
✨ sparkles درخشش
⭐ star ستاره
🌟 glowing star ستاره
🔥 fire آتش`,
  nature: `🌹 rose گل سرخ رز
🌷 tulip لاله
🌸 blossom شکوفه
🌺 hibiscus گل
🌻 sunflower آفتاب‌گردان
🌼 flower گل
💐 bouquet دسته‌گل
🌱 seedling جوانه سبزه
🌲 tree درخت کاج
🌳 tree درخت
🌴 palm نخل
🍀 clover luck شبدر شانس
🍁 maple leaf autumn برگ پاییز
🍂 leaves autumn برگ پاییز
🌍 earth world زمین جهان
🌙 moon ماه
☀️ sun خورشید آفتاب
⛅ cloud sun ابر
🌧️ rain باران
⛈️ storm توفان
❄️ snow برف
⛄ snowman آدم‌برفی
🌈 rainbow رنگین‌کمان
🌊 wave sea موج دریا
🐶 dog سگ
🐱 cat گربه
🐭 mouse موش
🐰 rabbit خرگوش
🦊 fox روباه
🐻 bear خرس
🐼 panda پاندا
🐯 tiger ببر
🦁 lion شیر
🐮 cow گاو
🐷 pig خوک
🐸 frog قورباغه
🐵 monkey میمون
🙈 see no evil میمون
🐔 chicken مرغ
🐧 penguin پنگوئن
🐦 bird پرنده
🕊️ dove peace کبوتر صلح
🦅 eagle عقاب
🦉 owl جغد
🐴 horse اسب
🐫 camel شتر
🐘 elephant فیل
🐢 turtle لاک‌پشت
🐍 snake مار
🐟 fish ماهی
🐬 dolphin دلفین
🐝 bee زنبور
🦋 butterfly پروانه
🐌 snail حلزون`,
  food: `🍏 apple سیب
🍎 apple سیب
🍐 pear گلابی
🍊 orange پرتقال نارنگی
🍋 lemon لیمو
🍌 banana موز
🍉 watermelon هندوانه
🍇 grapes انگور
🍓 strawberry توت‌فرنگی
🍒 cherry گیلاس آلبالو
🍑 peach هلو
🥝 kiwi کیوی
🍅 tomato گوجه
🍆 eggplant بادمجان
🥒 cucumber خیار
🌶️ pepper فلفل
🥕 carrot هویج
🧅 onion پیاز
🥔 potato سیب‌زمینی
🌰 chestnut فندق
🍞 bread نان
🫓 flatbread نان
🧀 cheese پنیر
🥚 egg تخم‌مرغ
🍳 cooking egg نیمرو
🍔 burger همبرگر
🍟 fries سیب‌زمینی
🍕 pizza پیتزا
🥙 wrap ساندویچ
🥗 salad سالاد
🍚 rice برنج پلو
🍲 stew خورش آش
🍢 kebab کباب
🍦 ice cream بستنی
🍰 cake کیک
🎂 birthday cake تولد کیک
🍫 chocolate شکلات
🍬 candy آب‌نبات
🍯 honey عسل
☕ coffee tea قهوه چای
🍵 tea چای
🥤 drink نوشیدنی
🧊 ice یخ`,
  places: `🏠 home house خانه
🏡 garden house خانه
🏢 office اداره
🏫 school مدرسه
🏥 hospital بیمارستان
🕌 mosque مسجد
⛪ church کلیسا
🏰 castle قلعه
🗽 statue آزادی
⛰️ mountain کوه
🏔️ snow mountain دماوند کوه
🏖️ beach ساحل دریا
🏕️ camping چادر
🌃 night شب
🌅 sunrise طلوع
🚗 car ماشین خودرو
🚕 taxi تاکسی
🚌 bus اتوبوس
🚲 bike دوچرخه
🏍️ motorcycle موتور
🚆 train قطار
🚇 metro مترو
✈️ plane travel هواپیما سفر
🚀 rocket موشک
🚢 ship کشتی
⚽ football soccer فوتبال توپ
🏀 basketball بسکتبال
🏐 volleyball والیبال
🏆 trophy جام قهرمان
🥇 gold medal مدال طلا
🎮 game بازی
🎲 dice تاس
♟️ chess شطرنج`,
  things: `🎉 party tada جشن
🎊 confetti جشن
🎁 gift هدیه کادو
🎈 balloon بادکنک
🕯️ candle شمع
📱 phone موبایل گوشی
💻 laptop رایانه
⌨️ keyboard صفحه‌کلید
📷 camera دوربین عکس
🎥 movie camera فیلم
📞 telephone تلفن
📺 tv تلویزیون
🎧 headphones هدفون
🎵 music note موسیقی
🎶 music موسیقی
🎸 guitar گیتار
🎹 piano پیانو
📚 books کتاب
📖 book کتاب
✏️ pencil مداد
🖊️ pen خودکار
📝 memo یادداشت
📌 pin سنجاق
📎 clip گیره
✂️ scissors قیچی
🔑 key کلید
🔒 lock قفل
🔓 unlock باز
🔨 hammer چکش
🔧 wrench آچار
💡 idea bulb لامپ ایده
🔋 battery باتری
💰 money پول
💵 dollar پول دلار
💳 card کارت
📈 up chart نمودار رشد
📉 down chart نمودار افت
📅 calendar تقویم
⏰ alarm clock ساعت زنگ
⌛ hourglass ساعت شنی
✉️ letter mail نامه
📦 package بسته
🗑️ trash سطل زباله
💊 pill دارو
💉 syringe واکسن
🩺 doctor پزشک
🧿 eye چشم نظر
💍 ring انگشتر حلقه
👑 crown تاج
👓 glasses عینک
👗 dress لباس
👞 shoe کفش
🎒 backpack کیف`,
  signs: `✅ check yes done انجام بله
☑️ check تیک
✔️ check تیک
❌ cross no نه ضربدر
❎ cross ضربدر
⭕ circle دایره
❗ exclamation مهم
❓ question پرسش سؤال
‼️ double exclamation مهم
⚠️ warning هشدار
🚫 forbidden ممنوع
🔞 eighteen
♻️ recycle بازیافت
🆗 ok
🆕 new تازه
🆓 free رایگان
🔴 red قرمز
🟠 orange نارنجی
🟡 yellow زرد
🟢 green سبز
🔵 blue آبی
🟣 purple بنفش
⚫ black سیاه
⚪ white سفید
➕ plus به‌علاوه
➖ minus منها
➡️ right arrow راست
⬅️ left arrow چپ
⬆️ up arrow بالا
⬇️ down arrow پایین
🔁 repeat تکرار
🔔 bell زنگ
🔕 no bell بی‌صدا
💬 speech پیام گفتگو
💭 thought فکر
🏳️ white flag پرچم سفید
🏴 black flag پرچم سیاه
🇮🇷 iran flag ایران پرچم
🇦🇫 afghanistan flag افغانستان
🇹🇯 tajikistan flag تاجیکستان`,
}

export interface Emoji {
  emoji: string
  words: string
}

export const EMOJI: Record<EmojiGroup, Emoji[]> = Object.fromEntries(
  Object.entries(TABLE).map(([group, table]) => [
    group,
    table.split('\n').map((line) => {
      const [emoji = '', ...words] = line.split(' ')
      return { emoji, words: words.join(' ') }
    }),
  ]),
) as Record<EmojiGroup, Emoji[]>

/** Those of whose words one begins with each word that is looked for. */
export function findEmoji(asked: string): Emoji[] {
  const parts = asked.trim().toLocaleLowerCase().split(/\s+/u)
  return Object.values(EMOJI)
    .flat()
    .filter(({ words }) => parts.every((part) => ` ${words}`.includes(` ${part}`)))
}
