// What the page itself says; what the bot says comes from the bot.

const WORDS = {
  ru: {
    demo: "демо", hour: "+1 ч", morning: "до 09:15", friday: "до пятницы 18:00", "friday-short": "пт 18:00",
    monday: "до понедельника 09:05", "monday-short": "пн 09:05",
    play: "▶ ×60", pause: "❚❚ ×60", bells: "Что прозвенело", asked: "Запросы бота к Telegram", about: "Что это",
    "about-1": "Бот настоящий. Telegram, отдел и его клиенты придуманы и живут на этой машине; наружу не уходит ни одного запроса.",
    "about-2": "Часы наверху — рабочее время отдела. Передвиньте их, и всё, что случилось за это время, придёт в бот.",
    ok: "Понятно", manager: "менеджер", head: "РОП", stranger: "посторонний", journal: "Журнал",
    "phone-of": "Телефон", menu: "Меню", write: "Сообщение", send: "Отправить", attach: "Прикрепить файл",
    bot: "бот", typing: "печатает…", pinned: "Закреплённое сообщение", edited: "изменено", silent: "без звука",
    service: "сообщение закреплено", "empty-manager": "Здесь появится первое сообщение бота.",
    "empty-head": "Здесь появится первое сообщение бота.",
    "empty-stranger": "Этого человека в отделе нет. Напишите боту от его имени: /start",
    "no-bells": "Пока тихо. Ответы на команды звенят, тихие сообщения — нет.",
    "no-asked": "Запросов ещё не было.", loading: "приходят новости отдела…", more: "ещё", less: "свернуть",
    copied: "Скопировано", violations: "нарушений", start: "Начать", today: "сегодня", "no-bot": "бот не отвечает",
    "step-kept": "Достаём отдел с прошлого запуска", "step-life": "Отдел проживает свои 90 дней",
    "step-company": "Заводим компанию", "step-people": "Знакомимся с людьми", "step-payments": "Читаем оплаты",
    "step-deals": "Читаем сделки", "step-stages": "Читаем движение сделок", "step-calls": "Читаем 17 тысяч звонков",
    "step-activities": "Читаем письма и встречи", "step-costs": "Читаем расходы на рекламу",
    "step-plans": "Читаем планы", "step-words": "Ставим нормы и цели", "step-bot": "Будим бота",
    "step-": "Сейчас начнём", gone: "Демо закончено. Запустите его ещё раз, и страница оживёт.",
  },
  en: {
    demo: "demo", hour: "+1 h", morning: "to 09:15", friday: "to Friday 18:00", "friday-short": "Fri 18:00",
    monday: "to Monday 09:05", "monday-short": "Mon 09:05",
    play: "▶ ×60", pause: "❚❚ ×60", bells: "What rang", asked: "Asked of Telegram", about: "What this is",
    "about-1": "The bot is the real one. Telegram, the department and its clients are invented and live on this machine; not one request goes outside.",
    "about-2": "The clock above is the department's working time. Move it, and everything that happened meanwhile reaches the bot.",
    ok: "OK", manager: "manager", head: "head of sales", stranger: "stranger", journal: "Log",
    "phone-of": "Phone", menu: "Menu", write: "Message", send: "Send", attach: "Attach a file",
    bot: "bot", typing: "typing…", pinned: "Pinned message", edited: "edited", silent: "silent",
    service: "message pinned", "empty-manager": "The bot's first message will appear here.",
    "empty-head": "The bot's first message will appear here.",
    "empty-stranger": "This person is not of the department. Write to the bot in their name: /start",
    "no-bells": "Quiet so far. Answers to commands ring, silent messages do not.",
    "no-asked": "No requests yet.", loading: "the department's news arrive…", more: "more", less: "less",
    copied: "Copied", violations: "violations", start: "Start", today: "today", "no-bot": "the bot does not answer",
    "step-kept": "Fetching the department of the last start", "step-life": "The department lives its 90 days",
    "step-company": "Adding the company", "step-people": "Meeting the people", "step-payments": "Reading payments",
    "step-deals": "Reading deals", "step-stages": "Reading how deals moved", "step-calls": "Reading 17 thousand calls",
    "step-activities": "Reading letters and meetings", "step-costs": "Reading what ads cost",
    "step-plans": "Reading plans", "step-words": "Setting norms and goals", "step-bot": "Waking the bot",
    "step-": "About to begin", gone: "The demo has ended. Start it again and the page comes back to life.",
  },
};

let spoken = remembered() || "ru";

function remembered() {
  try { return localStorage.getItem("takt-language"); } catch { return null; }
}

export const language = () => spoken;

export const say = (key) => WORDS[spoken][key] ?? key;

export function speak(wanted) {
  spoken = wanted in WORDS ? wanted : "ru";
  try { localStorage.setItem("takt-language", spoken); } catch { /* a private window forgets */ }
  document.documentElement.lang = spoken;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-title]")) {
    node.title = say(node.dataset.title);
    node.setAttribute("aria-label", say(node.dataset.title));
  }
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = say(node.dataset.hint);
}
