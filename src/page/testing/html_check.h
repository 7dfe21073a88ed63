#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sanaq::page::testing {

/// Reads HTML as the renderer writes it and collects what is wrong: elements not closed or closed in the
/// wrong order, attributes without quotes or named twice, ids that stand twice, labels and descriptions that
/// lead nowhere, controls without a label, stray < and &.
class HtmlCheck {
 public:
  explicit HtmlCheck(std::string_view html) {
    read(html);
    finish();
  }
  const std::vector<std::string>& faults() const { return faults_; }
  std::string first() const { return faults_.empty() ? std::string() : faults_.front(); }
  /// Fields a browser would post: name and value of every control, in order.
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  const std::set<std::string>& ids() const { return ids_; }
  bool has_element(std::string_view tag) const { return seen_.count(std::string(tag)) > 0; }

  static std::string decoded(std::string_view text) {
    static const std::map<std::string, std::string, std::less<>> names = {
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"}};
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
      const auto found =
          end == std::string_view::npos ? names.end() : names.find(text.substr(i + 1, end - i - 1));
      if (found == names.end()) {
        out += text[i];
      } else {
        out += found->second;
        i = end;
      }
    }
    return out;
  }

 private:
  using Attributes = std::map<std::string, std::string>;

  void fault(const std::string& what) { faults_.push_back(what); }

  void read(std::string_view html) {
    std::size_t i = 0;
    while (i < html.size()) {
      const auto open = html.find('<', i);
      text(html.substr(i, open - i));
      if (open == std::string_view::npos) break;
      const auto close = html.find('>', open);
      if (close == std::string_view::npos) return fault("tag not closed");
      tag(html.substr(open + 1, close - open - 1));
      i = close + 1;
    }
  }

  void text(std::string_view part) {
    if (part.find('>') != std::string_view::npos) fault("stray >");
    for (auto at = part.find('&'); at != std::string_view::npos; at = part.find('&', at + 1)) {
      const auto end = part.find(';', at);
      if (end == std::string_view::npos || decoded(part.substr(at, end - at + 1)).size() != 1)
        fault("stray &");
    }
    if (!stack_.empty() && stack_.back() == "textarea") textarea_ += part;
  }

  void tag(std::string_view body) {
    if (body.starts_with('/')) {
      const std::string name(body.substr(1));
      if (stack_.empty() || stack_.back() != name)
        return fault("</" + name + "> does not close what is open");
      stack_.pop_back();
      if (name == "textarea") fields_.emplace_back(textarea_name_, decoded(textarea_));
      if (name == "select") finish_select();
      return;
    }
    const auto blank = body.find(' ');
    const std::string name(body.substr(0, blank));
    seen_.insert(name);
    Attributes attributes = read_attributes(blank == std::string_view::npos ? "" : body.substr(blank));
    static const std::set<std::string> empty = {"input", "br", "hr", "img", "meta", "link"};
    if (!empty.count(name)) stack_.push_back(name);
    element(name, attributes);
  }

  Attributes read_attributes(std::string_view rest) {
    Attributes out;
    while (!rest.empty()) {
      rest.remove_prefix(1);  // the blank
      const auto equals = rest.find("=\"");
      const auto end = equals == std::string_view::npos ? equals : rest.find('"', equals + 2);
      if (end == std::string_view::npos) {
        fault("attribute without quotes");
        break;
      }
      const std::string name(rest.substr(0, equals));
      if (name.find_first_of(" <>'\"/") != std::string::npos) fault("attribute " + name);
      if (!out.emplace(name, decoded(rest.substr(equals + 2, end - equals - 2))).second)
        fault(name + " twice");
      rest.remove_prefix(end + 1);
    }
    return out;
  }

  void element(const std::string& name, Attributes& a) {
    if (a.count("id")) {
      if (!ids_.insert(a["id"]).second) fault("id twice: " + a["id"]);
      if (a["id"].find(' ') != std::string::npos) fault("id with a blank");
    }
    for (const char* key : {"aria-describedby", "aria-labelledby", "for"})
      if (a.count(key)) references_.push_back(a[key]);
    if (name == "label") labels_.insert(a["for"]);
    if (name == "input" || name == "select" || name == "textarea") control(name, a);
    if (name == "option" && a.count("selected")) selected_ = a["value"];
    if (a.count("style") || a.count("onclick")) fault("inline style or script");
  }

  void control(const std::string& name, Attributes& a) {
    const std::string type = name == "input" ? a["type"] : name;
    if (type == "hidden") return fields_.emplace_back(a["name"], a["value"]), void();
    if (!a.count("id")) fault("control without id");
    controls_.push_back(a["id"]);
    if (name == "select")
      select_name_ = a["name"], selected_.clear();
    else if (name == "textarea")
      textarea_name_ = a["name"], textarea_.clear();
    else if ((type != "radio" && type != "checkbox") || a.count("checked"))
      fields_.emplace_back(a["name"], a["value"]);
  }

  void finish_select() { fields_.emplace_back(select_name_, selected_); }

  void finish() {
    if (!stack_.empty()) fault("not closed: " + stack_.back());
    for (const std::string& list : references_) {
      std::size_t i = 0;
      while (i <= list.size()) {
        const auto end = list.find(' ', i);
        const std::string id = list.substr(i, end - i);
        if (!ids_.count(id)) fault("leads nowhere: " + id);
        if (end == std::string::npos) break;
        i = end + 1;
      }
    }
    for (const std::string& id : controls_)
      if (!labels_.count(id)) fault("no label: " + id);
  }

  std::vector<std::string> faults_, stack_, references_, controls_;
  std::set<std::string> ids_, labels_, seen_;
  std::vector<std::pair<std::string, std::string>> fields_;
  std::string textarea_, textarea_name_, select_name_, selected_;
};

}  // namespace sanaq::page::testing
