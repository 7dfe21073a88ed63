// Expressions: the empty value, three-valued logic, limits of numbers and dates, texts.
#include <doctest.h>

#include "interview/testing/scenario.h"

using namespace sanaq;
using sanaq::testing::english;
using sanaq::testing::Scenario;

namespace {

/// The value of a calculation over the integers a and b, decimal d, text t and dates x and y.
struct Calculator {
  explicit Calculator(const std::string& expression)
      : s(english("type,name,label,calculation\n"
                  "integer,a,A,\ninteger,b,B,\ndecimal,d,D,\ntext,t,T,\ndate,x,X,\ndate,y,Y,\n"
                  "note,all,${a} ${b} ${d} ${t} ${x} ${y},\n"
                  "calculate,r,,\"" +
                  expression + "\"\n")) {}
  Calculator& with(const char* question, const char* value) {
    s.answer(question, value);
    return *this;
  }
  std::string result() const { return s.value("r"); }
  Scenario s;
};

}  // namespace

TEST_CASE("an empty operand gives empty; and, or, not are three-valued") {
  CHECK(Calculator("${a} + ${b}").with("a", "1").result() == "");
  CHECK(Calculator("${a} > 1 and ${b} > 1").with("a", "1").result() == "false");
  CHECK(Calculator("${a} > 1 and ${b} > 1").with("a", "2").result() == "");
  CHECK(Calculator("${a} > 1 or ${b} > 1").with("a", "2").result() == "true");
  CHECK(Calculator("${a} > 1 or ${b} > 1").with("a", "1").result() == "");
  CHECK(Calculator("not(${a} > 1)").result() == "");
  CHECK(Calculator("${a} = '' and ${b} != ''").with("b", "0").result() == "true");
  CHECK(Calculator("if(${a} > 1, 1, 2)").result() == "2");
  CHECK(Calculator("coalesce(${a}, ${b})").with("b", "7").result() == "7");
  CHECK(Calculator("boolean(${a})").result() == "false");
}

TEST_CASE("numbers: overflow and division by zero are empty") {
  CHECK(Calculator("${a} * ${a}").with("a", "999999999999999999").result() == "");
  CHECK(Calculator("${a} + ${b}").with("a", "999999999999999999").with("b", "1").result() ==
        "1000000000000000000");
  CHECK(Calculator("${a} div ${b}").with("a", "1").with("b", "0").result() == "");
  CHECK(Calculator("${a} mod ${b}").with("a", "7").with("b", "0").result() == "");
  CHECK(Calculator("${a} mod ${b}").with("a", "-7").with("b", "-1").result() == "0");
  CHECK(Calculator("${a} div 3").with("a", "-2").result() == "-0.666667");
  CHECK(Calculator("round(${d}, 1)").with("d", "-2.25").result() == "-2.3");
  CHECK(Calculator("round(${d}, -1)").with("d", "25").result() == "30");
  CHECK(Calculator("int(${d})").with("d", "-2.9").result() == "-2");
  CHECK(Calculator("sqrt(${d})").with("d", "2").result() == "1.414214");
  CHECK(Calculator("sqrt(${d})").with("d", "-1").result() == "");
  CHECK(Calculator("pow(${d}, 3)").with("d", "-1.5").result() == "-3.375");
  CHECK(Calculator("pow(${d}, -2)").with("d", "2").result() == "0.25");
  CHECK(Calculator("pow(${d}, 0.5)").with("d", "4").result() == "");
  CHECK(Calculator("pow(${d}, 100)").with("d", "10").result() == "");
  CHECK(Calculator("number(${t})").with("t", "abc").result() == "");
  CHECK(Calculator("number(${t})").with("t", "12,5").result() == "12.5");
}

TEST_CASE("dates: ages and months in full, days that do not exist are empty") {
  CHECK(Calculator("age(${x}, ${y})").with("x", "2000-02-29").with("y", "2021-02-28").result() == "20");
  CHECK(Calculator("age(${x}, ${y})").with("x", "2000-02-29").with("y", "2021-03-01").result() == "21");
  CHECK(Calculator("months-between(${x}, ${y})").with("x", "2021-01-31").with("y", "2021-02-28").result() ==
        "0");
  CHECK(Calculator("months-between(${x}, ${y})").with("x", "2021-03-15").with("y", "2021-01-15").result() ==
        "-2");
  CHECK(Calculator("months-between(${x}, ${y})").with("x", "2021-03-15").with("y", "2021-01-16").result() ==
        "-1");
  CHECK(Calculator("date(concat(${t}, '-02-30'))").with("t", "2021").result() == "");
  CHECK(Calculator("format-date(${x}, '%e %b %Y, 100%%')").with("x", "2021-09-01").result() ==
        "1 Sep 2021, 100%");
}

TEST_CASE("texts: code points, empty parts, upper and lower case") {
  CHECK(Calculator("concat(${t}, ' ', ${a})").with("t", "x").result() == "x ");
  CHECK(Calculator("string-length(${t})").with("t", "Әлия").result() == "4");
  CHECK(Calculator("string-length(${t})").result() == "");
  CHECK(Calculator("substr(${t}, -2)").with("t", "Әлия").result() == "ия");
  CHECK(Calculator("substr(${t}, 3, 1)").with("t", "Әлия").result() == "");
  CHECK(Calculator("upper-case(${t})").with("t", "әбвё ғһіq").result() == "ӘБВЁ ҒҺІQ");
  CHECK(Calculator("lower-case(${t})").with("t", "ӘБВЁ ҒҺІQ").result() == "әбвё ғһіq");
  CHECK(Calculator("substring-after(${t}, 'zz')").with("t", "abc").result() == "");
  CHECK(Calculator("translate(${t}, 'абв', 'аб')").with("t", "абвг").result() == "абг");
  CHECK(Calculator("regex(${t}, '[0-9]+')").with("t", "12a").result() == "false");
}

TEST_CASE("personal numbers of persons who cannot be alive") {
  CHECK(Calculator("iin-valid(${t})").with("t", "991231500016").result() == "true");
  CHECK(Calculator("iin-valid(${t})").with("t", "991231500017").result() == "false");
  CHECK(Calculator("iin-birth-date(${t})").with("t", "040229300032").result() == "1904-02-29");
  CHECK(Calculator("iin-birth-date(${t})").with("t", "1").result() == "");
  CHECK(Calculator("iin-sex(${t})").with("t", "040229400049").result() == "2");
}

TEST_CASE("answers of every type: what is no value is refused, what is stored is canonical") {
  Scenario s(english(
      "type,name,label,appearance\ninteger,i,I,\ndecimal,d,D,\ntext,t,T,\ndate,x,X,\ndate,m,M,month-year\n"
      "date,y,Y,year\ngeopoint,g,G,\nimage,p,P,\nacknowledge,k,K,\nnote,n,N,\n"));
  const auto refused = [&](const char* question, std::initializer_list<const char*> values) {
    for (const char* value : values) {
      CAPTURE(value);
      CHECK(s.try_answer(question, value) == "answer.type");
    }
    CHECK(s.value(question).empty());
  };
  refused("i", {"x", "1.5", "1e3", "99999999999999999999", "--1"});
  refused("d", {"x", "1.2345678", "1.", ".5", "9999999999999999"});
  refused("x", {"2021-02-29", "1799-12-31", "2200-01-01", "01.09.2021", "2021-9-1"});
  refused("m", {"2021", "2021-13", "1799-12", "2021-00"});
  refused("y", {"21", "1799", "2200", "2021-01"});
  refused("g", {"1", "91 0", "0 181", "a b", "1 2 3 4 5"});
  refused("p", {"a b", "../x"});
  refused("k", {"yes"});
  CHECK(s.try_answer("t", std::string(4001, 'x')) == "answer.type");
  CHECK(s.try_answer("t", "\xFF") == "answer.type");
  CHECK(s.try_answer("t", std::string("a\0b", 3)) == "answer.type");
  CHECK(s.try_answer("t", std::string(4000, 'x')) == "");
  CHECK(s.try_answer("n", "x") == "answer.question");
  s.answer("i", "-007");
  CHECK(s.value("i") == "-7");
  s.answer("g", "51,10 71.430");
  CHECK(s.value("g") == "51.1 71.43");
  s.answer("k", "1");
  CHECK(s.value("k") == "true");
  CHECK(s.interview.shown(s.place("k"), "ru") == "Да");
}
