#include "interview/testing/form_folder.h"

#include <cstdio>

namespace sanaq::testing {
namespace {

std::string optional_text(const std::string& path) {
  std::string text;
  if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
    char buffer[65536];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, got);
    std::fclose(file);
  }
  return text;
}

}  // namespace

std::string file_text(const std::string& path) {
  std::string text = optional_text(path);
  if (text.empty()) std::fprintf(stderr, "%s: no such file\n", path.c_str());
  SANAQ_CHECK(!text.empty());
  return text;
}

FormText form_folder(const std::string& folder, const std::vector<std::string>& lists) {
  FormText text;
  text.survey = file_text(folder + "/survey.csv");
  text.choices = optional_text(folder + "/choices.csv");
  text.checks = optional_text(folder + "/checks.csv");
  text.settings = optional_text(folder + "/settings.csv");
  for (const std::string& name : lists)
    text.lists.push_back(
        std::make_shared<Codelist>(Codelist::parse(name, file_text(folder + "/" + name + ".csv")).value()));
  return text;
}

}  // namespace sanaq::testing
