// P. Viola, M. Jones, "Rapid object detection using a boosted cascade of simple features", CVPR 2001; the
// training and its file are R. Lienhart's ("An extended set of Haar-like features", ICIP 2002). A window is
// normalised by its own spread, without its outermost row and column, as the file's makers do.
#include "portrait/cascade.h"

#include <cmath>
#include <pugixml.hpp>
#include <sstream>

namespace sanaq {
namespace {

constexpr int window_max = 64;
constexpr std::size_t stages_max = 100, stumps_max = 1'000, features_max = 20'000;

// The numbers of a text with blanks between them.
std::vector<double> numbers_of(const pugi::xml_node& node) {
  std::istringstream in(node.child_value());
  in.imbue(std::locale::classic());
  std::vector<double> numbers;
  for (double value = 0; in >> value;) numbers.push_back(value);
  return numbers;
}

}  // namespace

SummedPicture::SummedPicture(const GreyPicture& grey)
    : width_(grey.width),
      height_(grey.height),
      sums_(static_cast<std::size_t>(width_ + 1) * static_cast<std::size_t>(height_ + 1)),
      squares_(sums_.size()) {
  for (int y = 0; y < height_; ++y) {
    double row = 0, row_squares = 0;
    for (int x = 0; x < width_; ++x) {
      const double value = grey.at(x, y);
      row += value;
      row_squares += value * value;
      sums_[place(x + 1, y + 1)] = sums_[place(x + 1, y)] + row;
      squares_[place(x + 1, y + 1)] = squares_[place(x + 1, y)] + row_squares;
    }
  }
}

/// Reads the file; what does not fit makes it a broken one.
struct Cascade::Reader {
  Cascade cascade;
  bool good = true;

  void read(const pugi::xml_node& root) {
    cascade.width_ = root.child("width").text().as_int();
    cascade.height_ = root.child("height").text().as_int();
    require(std::string_view(root.child_value("featureType")) == "HAAR");
    require(cascade.width_ > 2 && cascade.width_ <= window_max);
    require(cascade.height_ > 2 && cascade.height_ <= window_max);
    for (const pugi::xml_node& node : root.child("features").children("_")) read_feature(node);
    for (const pugi::xml_node& node : root.child("stages").children("_")) read_stage(node);
    require(!cascade.stages_.empty() && cascade.stages_.size() <= stages_max);
    require(cascade.features_.size() <= features_max);
  }

 private:
  void require(bool holds) { good = good && holds; }

  void read_feature(const pugi::xml_node& node) {
    require(node.child("tilted").text().as_int() == 0);
    Feature feature;
    for (const pugi::xml_node& one : node.child("rects").children("_")) {
      const auto n = numbers_of(one);
      require(n.size() == 5);
      if (n.size() != 5) return;
      const Rectangle r{static_cast<int>(n[0]), static_cast<int>(n[1]), static_cast<int>(n[2]),
                        static_cast<int>(n[3]), n[4]};
      require(r.x >= 0 && r.y >= 0 && r.width > 0 && r.height > 0);
      require(r.x + r.width <= cascade.width_ && r.y + r.height <= cascade.height_);
      feature.push_back(r);
    }
    require(!feature.empty());
    cascade.features_.push_back(std::move(feature));
  }

  void read_stage(const pugi::xml_node& node) {
    Stage stage;
    stage.threshold = node.child("stageThreshold").text().as_double();
    for (const pugi::xml_node& one : node.child("weakClassifiers").children("_")) {
      const auto nodes = numbers_of(one.child("internalNodes"));
      const auto leaves = numbers_of(one.child("leafValues"));
      const bool is_stump = nodes.size() == 4 && leaves.size() == 2 && nodes[2] >= 0 &&
                            nodes[2] < static_cast<double>(cascade.features_.size());
      require(is_stump);
      if (!is_stump) return;
      stage.stumps.push_back({static_cast<std::size_t>(nodes[2]), nodes[3], leaves[0], leaves[1]});
    }
    require(!stage.stumps.empty() && stage.stumps.size() <= stumps_max);
    cascade.stages_.push_back(std::move(stage));
  }
};

Result<Cascade> Cascade::parse(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return Error{"portrait.cascade", "xml"};
  Reader reader;
  reader.read(document.child("opencv_storage").child("cascade"));
  if (!reader.good) return Error{"portrait.cascade", "form"};
  return std::move(reader.cascade);
}

double Cascade::value_of(const Feature& feature, const SummedPicture& picture, int x, int y) const {
  double value = 0;
  for (const Rectangle& r : feature) value += r.weight * picture.sum(x + r.x, y + r.y, r.width, r.height);
  return value;
}

std::size_t Cascade::passed(const SummedPicture& picture, int x, int y) const {
  constexpr double rounding = 1e-5;  // thresholds were written with so many digits
  const int inner_width = width_ - 2, inner_height = height_ - 2;
  const double area = inner_width * inner_height;
  const double mean = picture.sum(x + 1, y + 1, inner_width, inner_height);
  const double spread = area * picture.square_sum(x + 1, y + 1, inner_width, inner_height) - mean * mean;
  if (spread <= 0) return 0;  // one colour
  const double scale = 1 / std::sqrt(spread);
  std::size_t stage = 0;
  for (; stage < stages_.size(); ++stage) {
    double votes = 0;
    for (const Stump& stump : stages_[stage].stumps)
      votes += value_of(features_[stump.feature], picture, x, y) * scale < stump.threshold ? stump.below
                                                                                           : stump.above;
    if (votes < stages_[stage].threshold - rounding) break;
  }
  return stage;
}

}  // namespace sanaq
