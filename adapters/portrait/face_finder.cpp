#include "portrait/face_finder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sanaq {
namespace {

constexpr double growth = 1.1, smallest_share = 1.0 / 6, alike = 0.2;
constexpr int windows_min = 4;

// Every pixel from the four nearest to its place.
GreyPicture scaled(const GreyPicture& from, double scale) {
  GreyPicture to;
  to.width = static_cast<int>(from.width / scale);
  to.height = static_cast<int>(from.height / scale);
  to.values.reserve(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height));
  for (int y = 0; y < to.height; ++y)
    for (int x = 0; x < to.width; ++x) {
      const double px = std::clamp((x + 0.5) * scale - 0.5, 0.0, from.width - 1.0);
      const double py = std::clamp((y + 0.5) * scale - 0.5, 0.0, from.height - 1.0);
      const int left = static_cast<int>(px), top = static_cast<int>(py);
      const int right = std::min(left + 1, from.width - 1), low = std::min(top + 1, from.height - 1);
      const double fx = px - left, fy = py - top;
      to.values.push_back((from.at(left, top) * (1 - fx) + from.at(right, top) * fx) * (1 - fy) +
                          (from.at(left, low) * (1 - fx) + from.at(right, low) * fx) * fy);
    }
  return to;
}

bool mean_one_face(const Face& a, const Face& b) {
  const double play = alike * std::min(a.size, b.size);
  return std::abs(a.x - b.x) <= play && std::abs(a.y - b.y) <= play &&
         std::abs(a.x + a.size - b.x - b.size) <= play && std::abs(a.y + a.size - b.y - b.size) <= play;
}

/// Hits that mean one face, found through each other, become their mean.
class Groups {
 public:
  explicit Groups(const std::vector<Face>& hits) : hits_(hits), parent_(hits.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    for (std::size_t i = 0; i < hits.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (mean_one_face(hits[i], hits[k])) parent_[top(i)] = top(k);
  }
  std::vector<Face> faces() {
    std::vector<Face> sums(hits_.size());
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      Face& sum = sums[top(i)];
      sum.x += hits_[i].x;
      sum.y += hits_[i].y;
      sum.size += hits_[i].size;
      ++sum.windows;
    }
    std::erase_if(sums, [](const Face& sum) { return sum.windows < windows_min; });
    for (Face& face : sums)
      face = {face.x / face.windows, face.y / face.windows, face.size / face.windows, face.windows};
    return sums;
  }

 private:
  std::size_t top(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  const std::vector<Face>& hits_;
  std::vector<std::size_t> parent_;
};

// A smaller find inside a surer one is an eye or a mouth, no face.
void drop_inner(std::vector<Face>& faces) {
  std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.windows > b.windows; });
  std::vector<Face> kept;
  for (const Face& face : faces) {
    const double x = face.x + face.size / 2, y = face.y + face.size / 2;
    const bool inner = std::any_of(kept.begin(), kept.end(), [&](const Face& one) {
      return x > one.x && x < one.x + one.size && y > one.y && y < one.y + one.size;
    });
    if (!inner) kept.push_back(face);
  }
  faces = std::move(kept);
}

}  // namespace

std::string FaceFinder::default_file() {
  return "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml";
}

std::vector<Face> FaceFinder::find(const GreyPicture& picture) const {
  std::vector<Face> hits;
  const double first = std::max(1.0, picture.width * smallest_share / cascade_.width());
  for (double scale = first;; scale *= growth) {
    const GreyPicture smaller = scaled(picture, scale);
    if (smaller.width < cascade_.width() || smaller.height < cascade_.height()) break;
    const SummedPicture sums(smaller);
    for (int y = 0; y + cascade_.height() <= smaller.height; ++y)
      for (int x = 0; x + cascade_.width() <= smaller.width; ++x)
        if (cascade_.passed(sums, x, y) == cascade_.stages())
          hits.push_back({x * scale, y * scale, cascade_.width() * scale, 1});
  }
  std::vector<Face> faces = Groups(hits).faces();
  drop_inner(faces);
  return faces;
}

}  // namespace sanaq
