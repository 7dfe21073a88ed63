#include "questionnaire/xform.h"

#include "base/text.h"
#include "questionnaire/sheet_table.h"
#include "questionnaire/xform_expression.h"

namespace sanaq {
namespace {

std::string_view bind_type(const Node& node) {
  switch (node.type) {
    case ValueType::integer:
      return "int";
    case ValueType::decimal:
      return "decimal";
    case ValueType::boolean:
      return node.calculated ? "boolean" : "string";
    case ValueType::date:
      return "date";
    case ValueType::month:
    case ValueType::year:
      return node.calculated ? "string" : "date";
    case ValueType::geopoint:
      return "geopoint";
    case ValueType::image:
      return "binary";
    default:
      return "string";
  }
}

const Sheet* find_sheet(const FormSource& source, std::string_view name) {
  for (const Sheet& sheet : source.sheets) {
    if (sheet.name == name) return &sheet;
  }
  return nullptr;
}

// Columns with other names cannot be used in choice filters, so nothing is lost without them.
bool is_element_name(std::string_view text) {
  for (const char c : text) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
      return false;
  }
  return !text.empty() && (text[0] < '0' || text[0] > '9');
}

// Control characters have no place in XML 1.0, and `--` none in its comments.
std::string without_controls(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') out += c;
  }
  return out;
}

/// Writes one form; parts of the document are gathered apart and joined at the end.
class XFormWriter {
 public:
  XFormWriter(const FormSource& source, const Form& form, CivilDate census_date)
      : form_(form),
        census_date_(census_date),
        survey_(find_sheet(source, "survey")),
        settings_(find_sheet(source, "settings")),
        choices_(find_sheet(source, "choices")),
        texts_(form.languages.size()) {}

  std::string run() {
    for (const NodeIndex node : form_.top) write_node(node, instance_, body_);
    for (std::size_t i = 0; i < form_.choice_lists.size(); ++i) write_choices(form_.choice_lists[i]);
    for (const Check& check : form_.checks) left_out_.push_back("check " + check.name);
    return document();
  }

 private:
  void attribute(std::string& out, std::string_view name, std::string_view value) const {
    out += " " + std::string(name) + "=\"";
    append_html(out, value);
    out += '"';
  }
  XFormExpression expression(NodeIndex node, XFormExpression::From from = XFormExpression::From::bind) const {
    return {form_, node, census_date_, from};
  }
  std::string_view cell(NodeIndex node, std::string_view column) const {
    return survey_.cell(form_.nodes[node].row, column);
  }
  void leave_out(NodeIndex node, std::string_view what) {
    left_out_.push_back(std::string(what) + " of " + form_.nodes[node].name);
  }

  // The text of a cell in a language; `or_other` questions have theirs in the compiled form only.
  std::string text_value(NodeIndex node, const TextTemplate& parts, std::string_view text) {
    std::string out;
    if (text.empty()) {
      for (const TextPart& part : parts) append_html(out, part.literal);
      return out;
    }
    while (!text.empty()) {
      const auto open = text.find("${");
      append_html(out, text.substr(0, open));
      if (open == std::string_view::npos) break;
      const auto close = text.find('}', open);
      const auto value = expression(node).shown(text.substr(open + 2, close - open - 2));
      if (value) {
        out += "<output";
        attribute(out, "value", " " + *value + " ");
        out += "/>";
      }
      text.remove_prefix(close + 1);
    }
    return out;
  }

  void add_text(const std::string& id, NodeIndex node, const LocalizedText& text, const SheetTable& table,
                std::uint32_t row, std::string_view column) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::string_view written = table.cell(row, column, form_.languages[i]);
      std::string& out = texts_[i];
      out += "<text";
      attribute(out, "id", id);
      out += "><value>" + text_value(node, text[i], written) + "</value></text>\n";
    }
  }

  /// Adds `<label>` or `<hint>` of a node when it has one.
  void add_caption(std::string& out, NodeIndex node, std::string_view column, const LocalizedText& text,
                   bool own_text) {
    if (text.empty()) return;
    const std::string id = xform_path(form_, node) + ":" + std::string(column);
    add_text(id, node, text, own_text ? SheetTable() : survey_, form_.nodes[node].row, column);
    out += "<" + std::string(column);
    attribute(out, "ref", "jr:itext('" + id + "')");
    out += "/>";
  }

  void add_rule(std::string& bind, NodeIndex node, std::string_view column, std::string_view name) {
    const std::string_view text = cell(node, column);
    if (text.empty() || (column == "required" && text == "no")) return;
    const auto written = text == "yes" && column == "required" ? std::optional<std::string>("true()")
                                                               : expression(node).write(text);
    if (written)
      attribute(bind, name, *written);
    else
      leave_out(node, column);
  }

  bool is_other(NodeIndex node) const { return cell(node, "name") != form_.nodes[node].name; }

  void write_bind(NodeIndex index) {
    const Node& node = form_.nodes[index];
    std::string bind = "<bind";
    attribute(bind, "nodeset", xform_path(form_, index));
    if (node.kind == NodeKind::question) attribute(bind, "type", bind_type(node));
    if (is_other(index)) {
      const std::string asked = node.name.substr(0, node.name.size() - 6);
      if (const auto chosen = expression(index).write("selected(${" + asked + "}, 'other')"))
        attribute(bind, "relevant", *chosen);
    } else {
      add_rule(bind, index, "relevant", "relevant");
      add_rule(bind, index, "required", "required");
      add_rule(bind, index, "constraint", "constraint");
      add_rule(bind, index, "calculation", "calculate");
      if (!node.constraint_message.empty()) {
        const std::string id = xform_path(form_, index) + ":jr:constraintMsg";
        add_text(id, index, node.constraint_message, survey_, node.row, "constraint_message");
        attribute(bind, "jr:constraintMsg", "jr:itext('" + id + "')");
      }
      if (node.warning != no_expression) leave_out(index, "warning");
      if (node.refusal) leave_out(index, "refusal");
    }
    const bool read_only =
        node.kind == NodeKind::question && (node.calculated || node.type == ValueType::none);
    if (read_only) attribute(bind, "readonly", "true()");
    binds_ += bind + "/>\n";
  }

  void write_default(NodeIndex index, std::string& value, std::string& body) {
    const Node& node = form_.nodes[index];
    if (node.default_value == no_expression || is_other(index)) return;
    const std::string_view text = cell(index, "default");
    const bool literal = form_.expressions.nodes[node.default_value].op == Op::literal;
    if (literal && !text.starts_with('\'') && !text.starts_with('"')) {
      value = escape_html(text);
      return;
    }
    const auto written = expression(index).write(text);
    if (!written) return leave_out(index, "default");
    std::string action = "<setvalue";
    attribute(action, "ref", xform_path(form_, index));
    attribute(action, "event",
              node.list == no_node ? "odk-instance-first-load" : "odk-instance-first-load odk-new-repeat");
    attribute(action, "value", *written);
    // ODK wants the action for new items inside their repeat, the one for the form inside the model.
    (node.list == no_node ? binds_ : body) += action + "/>\n";
  }

  void write_node(NodeIndex index, std::string& instance, std::string& body) {
    const Node& node = form_.nodes[index];
    if (!is_in_xform(form_, index)) return leave_out(index, "matrix question");
    write_bind(index);
    if (node.kind == NodeKind::question) {
      std::string value;
      write_default(index, value, body);
      instance += "<" + node.name + ">" + value + "</" + node.name + ">";
      if (!node.calculated || !node.label.empty()) write_control(index, body);
      return;
    }
    std::string inner_instance, inner_body;
    for (const NodeIndex child : node.children) write_node(child, inner_instance, inner_body);
    const bool list = node.kind == NodeKind::list;
    if (list) instance += "<" + node.name + " jr:template=\"\">" + inner_instance + "</" + node.name + ">";
    instance += "<" + node.name + ">" + inner_instance + "</" + node.name + ">";
    body += "<group";
    attribute(body, "ref", xform_path(form_, index));
    if (form_.has_look(index, Look::field_list)) attribute(body, "appearance", "field-list");
    body += ">";
    add_caption(body, index, "label", node.label, false);
    if (list) {
      body += "<repeat";
      attribute(body, "nodeset", xform_path(form_, index));
      body += ">" + inner_body + "</repeat>";
    } else {
      body += inner_body;
    }
    body += "</group>\n";
  }

  std::string_view control_name(const Node& node) const {
    switch (node.type) {
      case ValueType::choice:
      case ValueType::code:
        return node.calculated ? "input" : "select1";
      case ValueType::choices:
        return node.calculated ? "input" : "select";
      case ValueType::boolean:
        return node.calculated ? "input" : "trigger";
      case ValueType::image:
        return "upload";
      default:
        return "input";
    }
  }

  std::string appearance(NodeIndex index) const {
    std::string out;
    for (const auto& [look, word] :
         {std::pair(Look::month_year, "month-year"), std::pair(Look::year, "year"),
          std::pair(Look::autocomplete, "autocomplete"), std::pair(Look::multiline, "multiline"),
          std::pair(Look::columns, "columns"), std::pair(Look::likert, "likert")}) {
      if (form_.has_look(index, look)) out += (out.empty() ? "" : " ") + std::string(word);
    }
    return out;
  }

  void write_control(NodeIndex index, std::string& body) {
    const Node& node = form_.nodes[index];
    const std::string name(control_name(node));
    body += "<" + name;
    attribute(body, "ref", xform_path(form_, index));
    if (node.type == ValueType::image) attribute(body, "mediatype", "image/*");
    if (const std::string words = appearance(index); !words.empty()) attribute(body, "appearance", words);
    body += ">";
    add_caption(body, index, "label", node.label, is_other(index));
    add_caption(body, index, "hint", node.hint, false);
    if (name.starts_with("select")) write_itemset(index, body);
    body += "</" + name + ">\n";
  }

  // A name for the instance of a choice list: file lists and sheet lists may have one name.
  static std::string instance_name(const ChoiceList& list) {
    std::string out = (list.codelist == nullptr ? "list_" : "file_") + list.name;
    for (char& c : out) c = c == ' ' ? '_' : c;
    return out;
  }

  void write_itemset(NodeIndex index, std::string& body) {
    const Node& node = form_.nodes[index];
    const ChoiceList& list = form_.choice_lists[node.choices];
    std::string nodeset = "instance('" + instance_name(list) + "')/root/item";
    if (const std::string_view filter = cell(index, "choice_filter"); !filter.empty()) {
      const auto written = expression(index, XFormExpression::From::item).write(filter);
      if (written)
        nodeset += "[" + *written + "]";
      else
        leave_out(index, "choice_filter");
    }
    body += "<itemset";
    attribute(body, "nodeset", nodeset);
    const std::string label =
        list.codelist == nullptr ? "jr:itext(itextId)" : "label_" + list.codelist->languages()[0];
    body += "><value ref=\"name\"/><label";
    attribute(body, "ref", label);
    body += "/></itemset>";
  }

  void write_choices(const ChoiceList& list) {
    const std::string name = instance_name(list);
    instances_ += "<instance";
    attribute(instances_, "id", name);
    if (list.codelist != nullptr) {
      attribute(instances_, "src", "jr://file-csv/" + list.name + ".csv");
      instances_ += "/>\n";
      left_out_.push_back("further languages of " + list.name + ".csv");
      return;
    }
    instances_ += "><root>";
    for (std::size_t i = 0; i < list.choices.size(); ++i) {
      const Choice& choice = list.choices[i];
      const std::string id = name + "-" + std::to_string(i);
      instances_ += "<item><itextId>" + id + "</itextId><name>" + escape_html(choice.code) + "</name>";
      for (std::size_t c = 0; c < choice.columns.size(); ++c) {
        if (!is_element_name(list.columns[c])) continue;
        instances_ +=
            "<" + list.columns[c] + ">" + escape_html(choice.columns[c]) + "</" + list.columns[c] + ">";
      }
      instances_ += "</item>";
      add_text(id, no_node, choice.label, choices_, choice_row(list, choice), "label");
    }
    instances_ += "</root></instance>\n";
  }

  // Row of an option in the sheet, 0 for the option that `or_other` adds.
  std::uint32_t choice_row(const ChoiceList& list, const Choice& choice) const {
    const std::string_view name = std::string_view(list.name).substr(0, list.name.find(' '));
    for (const std::uint32_t row : choices_.rows()) {
      if (choices_.cell(row, "list_name") == name && choices_.cell(row, "name") == choice.code) return row;
    }
    return 0;
  }

  std::string comment() const {
    std::string out = "<!-- Left out, since ODK has no such thing:";
    for (const std::string& what : left_out_) {
      out += "\n  ";
      for (const char c : what) out += c == '-' && out.back() == '-' ? '.' : c;
    }
    return left_out_.empty() ? std::string() : out + "\n-->\n";
  }

  std::string document() const {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + comment() +
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
        "xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:odk=\"http://www.opendatakit.org/xforms\" "
        "xmlns:orx=\"http://openrosa.org/xforms\" "
        "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">\n<h:head>\n<h:title>";
    const std::uint32_t row = settings_.rows().empty() ? 0 : settings_.rows()[0];
    append_html(out, settings_.cell(row, "form_title", form_.languages[0]));
    out += "</h:title>\n<model odk:xforms-version=\"1.0.0\">\n<itext>\n";
    for (std::size_t i = 0; i < form_.languages.size(); ++i) {
      out +=
          "<translation lang=\"" + form_.languages[i] + "\"" + (i == 0 ? " default=\"true()\"" : "") + ">\n";
      out += texts_[i] + "</translation>\n";
    }
    out += "</itext>\n<instance><data";
    attribute(out, "id", form_.id);
    attribute(out, "version", form_.version);
    out +=
        ">" + instance_ + "<orx:meta><orx:instanceID/></orx:meta></data></instance>\n" + instances_ + binds_;
    out +=
        "<bind nodeset=\"/data/orx:meta/orx:instanceID\" type=\"string\" readonly=\"true()\" "
        "jr:preload=\"uid\"/>\n";
    return without_controls(out + "</model>\n</h:head>\n<h:body>\n" + body_ + "</h:body>\n</h:html>\n");
  }

  const Form& form_;
  CivilDate census_date_;
  SheetTable survey_, settings_, choices_;
  std::vector<std::string> texts_;  // a language each
  std::string instance_, instances_, binds_, body_;
  std::vector<std::string> left_out_;
};

}  // namespace

std::string write_xform(const FormSource& source, const Form& form, CivilDate census_date) {
  return XFormWriter(source, form, census_date).run();
}

}  // namespace sanaq
