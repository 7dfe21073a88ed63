// The card as readers of PDF see it: text, picture, code, and a signature that a program of others takes.
#include <doctest.h>

#include <cairo.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "documents/identity_card.h"
#include "documents/pdf_signature.h"

using namespace sanaq;

namespace {

cairo_status_t append(void* out, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

// A grey oval on white.
std::string drawn_photo() {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 300, 400);
  cairo_t* page = cairo_create(surface);
  cairo_set_source_rgb(page, 1, 1, 1);
  cairo_paint(page);
  cairo_arc(page, 150, 160, 90, 0, 6.3);
  cairo_set_source_rgb(page, 0.6, 0.5, 0.45);
  cairo_fill(page);
  std::string png;
  cairo_surface_write_to_png_stream(surface, &append, &png);
  cairo_destroy(page);
  cairo_surface_destroy(surface);
  return png;
}

IdentityCard card() {
  IdentityCard card;
  card.issuer = "Маңғыстау облысы — Статистика департаменті";
  card.census = "Қазақстан Республикасы халқының 2021 жылғы ұлттық санағы";
  card.titles = {"Санақ қызметкерінің куәлігі", "Удостоверение работника переписи"};
  card.name = "Сынақов Асан Үлгіұлы";
  card.roles = {"Интервьюер"};
  card.facts = {{"Аумағы / Участок", "Ақтау Қ.Ә."}, {"Берілген күні / Дата выдачи", "15.09.2021"}};
  card.number = "7K2M-9QXR-V";
  card.how_to_check = {"Тексеру: https://sanaq.gov.kz/staff-check"};
  card.qr_text = "https://sanaq.gov.kz/staff-check?code=" + std::string(150, 'A');
  card.photo = drawn_photo();
  return card;
}

std::string run(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  ::pclose(pipe);
  return out;
}

struct Folder {
  std::string path;
  Folder() : path("/tmp/sanaq-card-XXXXXX") { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(path + "/" + name, std::ios::binary) << content;
    return path + "/" + name;
  }
};

}  // namespace

TEST_CASE("003: the card shows name, number, dates and photo, and its text can be read") {
  const auto pdf = identity_card_pdf(card());
  REQUIRE(pdf);
  const Folder folder;
  const std::string text = run("pdftotext " + folder.write("card.pdf", *pdf) + " -");
  for (const char* part : {"Сынақов", "7K2M-9QXR-V", "15.09.2021", "Ақтау", "Удостоверение"})
    CHECK_MESSAGE(text.find(part) != std::string::npos, part);
  CHECK(run("pdfimages -list " + folder.path + "/card.pdf").find("300   400") != std::string::npos);
}

TEST_CASE("identity card: what is no photo is refused") {
  IdentityCard broken = card();
  for (const std::string& photo :
       {std::string("no photo"), drawn_photo().substr(0, 60), std::string("\xFF\xD8\xFF\xE0zz")}) {
    broken.photo = photo;
    CHECK(identity_card_pdf(broken).error().code == "document.photo");
  }
}

TEST_CASE("PDF signature: an update of the file whose range covers all but the signature") {
  std::string seen;
  const auto signed_pdf = sign_pdf(identity_card_pdf(card()).value(), {"Департамент", "Берілді", {0}},
                                   [&](std::string_view bytes) -> Result<std::string> {
                                     seen = bytes;
                                     return std::string("\x30\x03\x02\x01\x01", 5);
                                   });
  REQUIRE(signed_pdf);
  const std::size_t open = signed_pdf->rfind("/Contents <") + 10, close = signed_pdf->find('>', open) + 1;
  CHECK(seen == signed_pdf->substr(0, open) + signed_pdf->substr(close));
  CHECK(signed_pdf->substr(open, 11) == "<3003020101");
  const auto parts = signed_parts(*signed_pdf);
  REQUIRE(parts);
  CHECK(parts->bytes == seen);
  CHECK(parts->der.starts_with(std::string("\x30\x03\x02\x01\x01", 5)));
  CHECK(signed_parts(*signed_pdf + "more").error().code == "document.signature");
  CHECK(signed_parts(identity_card_pdf(card()).value()).error().code == "document.signature");
  const std::string range = "/ByteRange [0 " + std::to_string(open) + " " + std::to_string(close) + " " +
                            std::to_string(signed_pdf->size() - close) + "]";
  CHECK(signed_pdf->find(range) != std::string::npos);
  const Folder folder;
  CHECK(run("pdftotext " + folder.write("card.pdf", *signed_pdf) + " -").find("Сынақов") !=
        std::string::npos);
  CHECK(sign_pdf("no pdf", {}, [](auto) -> Result<std::string> { return std::string(); }).error().code ==
        "document.pdf");
}
