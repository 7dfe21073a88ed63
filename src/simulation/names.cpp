#include "simulation/names.h"

#include <array>
#include <string_view>

namespace sanaq::simulation {
namespace {

using Naming = EthnicGroup::Naming;
using View = std::string_view;

constexpr std::array<View, 48> kazakh_men = {
    "Айдар", "Айдос", "Алмас", "Арман", "Асқар", "Асхат", "Бауыржан", "Бақытжан", "Бекзат", "Берік", "Болат", "Ғалым",
    "Дархан", "Данияр", "Дәурен", "Ерболат", "Ержан", "Ерлан", "Ернар", "Жандос", "Жасұлан", "Жұмабек", "Кеңес",
    "Қайрат", "Қанат", "Мақсат", "Марат", "Мейрам", "Мұрат", "Нұрбол", "Нұржан", "Нұрлан", "Олжас", "Рүстем", "Сағат",
    "Санжар", "Сәкен", "Серік", "Талғат", "Темірлан", "Тимур", "Төлеген", "Ұлан", "Шыңғыс", "Ысқақ", "Әділ", "Әлихан",
    "Әлішер"};
constexpr std::array<View, 48> kazakh_women = {
    "Айгүл", "Айгерім", "Айдана", "Айжан", "Айнұр", "Айсұлу", "Ақбота", "Ақерке", "Ақмарал", "Алия", "Алма", "Анар",
    "Арай", "Аружан", "Бағдат", "Балжан", "Ботагөз", "Гүлжан", "Гүлнар", "Ғазиза", "Дана", "Дариға", "Динара",
    "Жанар",
    "Жаннат", "Жібек", "Жұлдыз", "Зарина", "Зейнеп", "Инабат", "Камила", "Күләш", "Қарлығаш", "Ләззат", "Мадина",
    "Маржан", "Мөлдір", "Назерке", "Назым", "Перизат", "Раушан", "Салтанат", "Сәуле", "Томирис", "Ұлжан", "Шолпан",
    "Әлия", "Әсел"};
constexpr std::array<View, 40> kazakh_families = {
    "Абдрахманов", "Абылқасымов", "Айтбаев", "Ахметов", "Бекмұхамбетов", "Бейсенов", "Досжанов", "Дүйсенов",
    "Ермеков",
    "Есенов", "Жақсыбеков", "Жұмабаев", "Жүнісов", "Ибраев", "Исаев", "Кенжебаев", "Көшербаев", "Қасымов",
    "Қожахметов",
    "Құрманов", "Мұқанов", "Мұсабеков", "Мырзахметов", "Нұрғалиев", "Нұрпейісов", "Омаров", "Оспанов", "Рахимов",
    "Сағынтаев", "Садықов", "Сейітов", "Смағұлов", "Сүлейменов", "Тоқтаров", "Төлегенов", "Тілеубаев", "Шаймерденов",
    "Шәкіров", "Ысқақов", "Әбенов"};
constexpr std::array<View, 28> turkic_men = {
    "Абдулла", "Азиз", "Акмал", "Али", "Анвар", "Бахтияр", "Валихан", "Дилшод", "Ибрагим", "Икрам", "Ильдар",
    "Исмаил",
    "Камал", "Мурад", "Мустафа", "Назар", "Равшан", "Рамиль", "Рашид", "Ренат", "Рустам", "Сабир", "Салим", "Тахир",
    "Умар", "Фархад", "Хасан", "Юсуф"};
constexpr std::array<View, 28> turkic_women = {
    "Азиза", "Амина", "Гулнара", "Гульмира", "Дилноза", "Дильбар", "Зейнаб", "Зульфия", "Камола", "Латифа", "Лейла",
    "Малика", "Марьям", "Мухаббат", "Нигора", "Нилуфар", "Нуриям", "Раиса", "Рукия", "Сабина", "Севара", "Тахмина",
    "Турсуной", "Умида", "Фатима", "Хадича", "Шахноза", "Эльмира"};
constexpr std::array<View, 28> turkic_families = {
    "Абдуллаев", "Азизов", "Алиев", "Аскаров", "Бакиев", "Валиев", "Гаджиев", "Ибрагимов", "Исмаилов", "Каримов",
    "Мамедов", "Мансуров", "Мирзаев", "Мусаев", "Назаров", "Османов", "Розиев", "Садыков", "Салимов", "Сулейманов",
    "Тохтиев", "Турдиев", "Умаров", "Усманов", "Хакимов", "Хасанов", "Юлдашев", "Юсупов"};
constexpr std::array<View, 32> russian_men = {
    "Александр", "Алексей", "Анатолий", "Андрей", "Антон", "Артём", "Борис", "Вадим", "Василий", "Виктор", "Виталий",
    "Владимир", "Вячеслав", "Геннадий", "Григорий", "Денис", "Дмитрий", "Евгений", "Иван", "Игорь", "Кирилл",
    "Максим",
    "Михаил", "Николай", "Олег", "Павел", "Роман", "Сергей", "Степан", "Фёдор", "Юрий", "Ярослав"};
constexpr std::array<View, 32> russian_women = {
    "Александра", "Алина", "Алла", "Анастасия", "Анна", "Валентина", "Вера", "Виктория", "Галина", "Дарья",
    "Екатерина",
    "Елена", "Зоя", "Ирина", "Ксения", "Лариса", "Лидия", "Любовь", "Людмила", "Маргарита", "Марина", "Мария",
    "Надежда",
    "Наталья", "Нина", "Оксана", "Ольга", "Полина", "Светлана", "Софья", "Татьяна", "Юлия"};
constexpr std::array<View, 36> russian_families = {
    "Александров", "Андреев", "Бондаренко", "Васильев", "Вебер", "Волков", "Гончаренко", "Григорьев", "Егоров",
    "Захаров",
    "Иванов", "Ковалёв", "Кравченко", "Кузнецов", "Лебедев", "Макаров", "Мельник", "Миллер", "Михайлов", "Морозов",
    "Никитин", "Новиков", "Павлов", "Петренко", "Петров", "Романов", "Савченко", "Семёнов", "Сергеев", "Смирнов",
    "Соколов", "Степанов", "Фёдоров", "Шевченко", "Шмидт", "Яковлев"};
constexpr std::array<View, 14> korean_families = {"Ким", "Ли", "Пак", "Цой", "Тен", "Хан", "Югай",
                                                  "Кан", "Хегай", "Шин", "Эм", "Нам", "Лим", "Огай"};
constexpr std::array<View, 24> streets = {
    "Абай көшесі", "Абылай хан даңғылы", "Алатау көшесі", "Бейбітшілік көшесі", "Бөгенбай батыр көшесі",
    "Достық даңғылы", "Жамбыл көшесі", "Жастар көшесі", "Желтоқсан көшесі", "Қабанбай батыр көшесі",
    "Құрманғазы көшесі", "Мұхтар Әуезов көшесі", "Наурыз көшесі", "Сарыарқа даңғылы", "Сәтбаев көшесі",
    "Тәуелсіздік даңғылы", "Шоқан Уәлиханов көшесі", "Ыбырай Алтынсарин көшесі", "улица Горького", "улица Дачная",
    "улица Мира", "улица Пушкина", "улица Садовая", "улица Школьная"};

template <std::size_t count>
std::string pick(const std::array<View, count>& names, Rng& rng) {
  return std::string(names[rng.below(count)]);
}

// Cyrillic letters are two bytes.
View last_letter(View text) { return text.substr(text.size() - 2); }

bool one_of(View letter, View letters) { return letters.find(letter) != View::npos; }

// Иван -> Иванович, Андрей -> Андреевич, Дмитрий -> Дмитриевич, Игорь -> Игоревич; foreign vowels take -евич.
std::string russian_patronymic(const std::string& father, int sex) {
  const std::string own = father == "Михаил"  ? "Михайл"
                          : father == "Павел" ? "Павл"
                          : father == "Пётр"  ? "Петр"
                                              : father;
  const std::string stem = own.substr(0, own.size() - 2);
  const std::string ending = sex == 1 ? "вич" : "вна";
  const View last = last_letter(own);
  if (last == "й" && one_of(last_letter(stem), "и")) {
    const View before = View(stem).substr(0, stem.size() - 2);
    const bool soft = father != "Дмитрий";  // Анатольевич, but Дмитриевич
    return (soft ? std::string(before) + "ье" : stem + "е") + ending;
  }
  if (last == "й" || last == "ь") return stem + "е" + ending;
  if (one_of(last, "аяоуиеыэюәіүұө")) return own + "е" + ending;
  return own + "о" + ending;
}

}  // namespace

FamilyName draw_family_name(Naming naming, Rng& rng) {
  switch (naming) {
    case Naming::kazakh: return {pick(kazakh_families, rng), naming};
    case Naming::turkic: return {pick(turkic_families, rng), naming};
    case Naming::russian: return {pick(russian_families, rng), naming};
    case Naming::korean: return {pick(korean_families, rng), naming};
  }
  return {};
}

std::string draw_given_name(Naming naming, int sex, Rng& rng) {
  if (naming == Naming::kazakh) return sex == 1 ? pick(kazakh_men, rng) : pick(kazakh_women, rng);
  if (naming == Naming::turkic) return sex == 1 ? pick(turkic_men, rng) : pick(turkic_women, rng);
  return sex == 1 ? pick(russian_men, rng) : pick(russian_women, rng);
}

std::string surname_of(const FamilyName& family, int sex) {
  if (sex == 1) return family.stem;
  for (const View ending : {"ов", "ев", "ёв", "ин"})
    if (family.stem.ends_with(ending) && family.naming != Naming::korean) return family.stem + "а";
  return family.stem;
}

std::string patronymic_of(const std::string& father, Naming naming, int sex) {
  if (father.size() < 4) return {};
  if (naming == Naming::kazakh) return father + (sex == 1 ? "ұлы" : "қызы");
  return russian_patronymic(father, sex);
}

std::string draw_street(Rng& rng) { return pick(streets, rng); }

}  // namespace sanaq::simulation
