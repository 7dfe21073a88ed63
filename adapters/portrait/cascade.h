#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/grey_picture.h"

namespace sanaq {

/// Sums of brightness and of its square over everything above and left of a pixel: any rectangle's sum is
/// four look-ups.
class SummedPicture {
 public:
  explicit SummedPicture(const GreyPicture& grey);
  int width() const { return width_; }
  int height() const { return height_; }
  double sum(int x, int y, int width, int height) const { return over(sums_, x, y, width, height); }
  double square_sum(int x, int y, int width, int height) const { return over(squares_, x, y, width, height); }

 private:
  std::size_t place(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_ + 1) + static_cast<std::size_t>(x);
  }
  double over(const std::vector<double>& table, int x, int y, int width, int height) const {
    return table[place(x + width, y + height)] - table[place(x, y + height)] - table[place(x + width, y)] +
           table[place(x, y)];
  }
  int width_ = 0, height_ = 0;
  std::vector<double> sums_, squares_;
};

/// A cascade of boosted stumps over rectangle features, trained elsewhere.
class Cascade {
 public:
  /// xml: of OpenCV 4, upright Haar features with one stump a classifier. Errors: "portrait.cascade" (another
  /// kind of file, or damaged).
  static Result<Cascade> parse(std::string_view xml);

  /// Side lengths of the window it was trained on, in pixels.
  int width() const { return width_; }
  int height() const { return height_; }
  std::size_t stages() const { return stages_.size(); }
  /// How many stages the window at (x, y) passes, from the first: stages() when it is accepted. Most windows
  /// fail in the first few.
  std::size_t passed(const SummedPicture& picture, int x, int y) const;

 private:
  struct Rectangle {
    int x = 0, y = 0, width = 0, height = 0;
    double weight = 0;
  };
  using Feature = std::vector<Rectangle>;
  struct Stump {
    std::size_t feature = 0;
    double threshold = 0, below = 0, above = 0;
  };
  struct Stage {
    double threshold = 0;
    std::vector<Stump> stumps;
  };
  struct Reader;
  double value_of(const Feature& feature, const SummedPicture& picture, int x, int y) const;

  int width_ = 0, height_ = 0;
  std::vector<Feature> features_;
  std::vector<Stage> stages_;
};

}  // namespace sanaq
