// What the page says, in English and Chinese.

const english = {
  language: "en",
  picture: "What the camera sees. Numbers are painted over.",
  steps: ["Hold the card before the camera, its number in view", "Let it fill most of the picture", "Keep still until it is read"],
  hints: {
    no_card: "Hold your card before the camera",
    move_closer: "Move closer",
    move_back: "Move back a little",
    hold_still: "Hold still",
    too_dark: "More light, please",
    too_bright: "Less light, please",
    glare: "Tilt it a little: the number is glaring",
    tilt_less: "Hold the card flat to the camera",
    show_whole_card: "Show the whole card",
    turn_over: "Turn the card over",
    reading: "Reading, keep still",
    remove_card: "Done. Take your card",
  },
  read: "Card read",
  unread: {
    not_luhn_valid: "This number is no card number. Please try again",
    unstable: "Not read. Please hold the card still",
    blurred: "Not read: the picture was blurred. Please try again",
    glare: "Not read: light shone on the number. Please tilt the card",
    too_far: "Not read: the card was too far away",
    no_number: "No number was seen. Is this the right side?",
  },
  facts: { issuer: "Bank", card: "Card", expiry: "Valid until", holder: "Name" },
  types: { debit: "Debit card", credit: "Credit card", quasi_credit: "Quasi-credit card", prepaid: "Prepaid card" },
  expired: "expired",
  lost: { unplugged: "The camera is unplugged", silent: "The camera is silent", failed: "The camera has failed" },
  offline: "No connection. Trying again …",
  cropOfCard: "The card, its number painted over",
  cropOfNumber: "The number, painted over",
  spoken: (ending) => `Card read. Its number ends with ${ending}.`,
  issuer: (issuer) => issuer.name_en ?? issuer.name,
};

const chinese = {
  language: "zh-CN",
  picture: "摄像头画面，卡号已遮挡。",
  steps: ["将卡片有卡号的一面对准摄像头", "让卡片占满大部分画面", "保持不动，直到识别完成"],
  hints: {
    no_card: "请将银行卡对准摄像头",
    move_closer: "请靠近一些",
    move_back: "请稍微远一些",
    hold_still: "请保持不动",
    too_dark: "光线太暗",
    too_bright: "光线太亮",
    glare: "卡号反光，请稍微倾斜",
    tilt_less: "请将卡片放平",
    show_whole_card: "请露出整张卡片",
    turn_over: "请翻到另一面",
    reading: "正在识别，请保持不动",
    remove_card: "识别完成，请取走卡片",
  },
  read: "识别成功",
  unread: {
    not_luhn_valid: "卡号无效，请重试",
    unstable: "未能识别，请保持卡片不动",
    blurred: "未能识别：画面模糊，请重试",
    glare: "未能识别：卡号反光，请倾斜卡片",
    too_far: "未能识别：卡片太远",
    no_number: "未看到卡号，请确认正反面",
  },
  facts: { issuer: "发卡行", card: "卡种", expiry: "有效期", holder: "持卡人" },
  types: { debit: "借记卡", credit: "贷记卡", quasi_credit: "准贷记卡", prepaid: "预付费卡" },
  expired: "已过期",
  lost: { unplugged: "摄像头已断开", silent: "摄像头无响应", failed: "摄像头故障" },
  offline: "连接已断开，正在重试…",
  cropOfCard: "卡片，卡号已遮挡",
  cropOfNumber: "卡号，已遮挡",
  spoken: (ending) => `识别成功，卡号末尾为 ${ending}。`,
  issuer: (issuer) => issuer.name ?? issuer.name_en,
};

/** The words for `?lang=zh` or `?lang=en`, else for the first of the browser's languages that is one of these. */
export function words() {
  const asked = new URLSearchParams(location.search).get("lang");
  const languages = asked ? [asked] : navigator.languages;
  const known = languages.map((name) => name.toLowerCase().slice(0, 2)).find((name) => ["en", "zh"].includes(name));
  return known === "zh" ? chinese : english;
}
