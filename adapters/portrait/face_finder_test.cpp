// What the cascade of opencv-data sees in drawn faces of nobody; and the arithmetic of cascades on one that
// is small enough to follow by hand.
#include "portrait/face_finder.h"

#include <doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/rng.h"
#include "portrait/drawn_face.h"

using namespace sanaq;

namespace {

std::string cascade_file() {
  std::ifstream in(FaceFinder::default_file(), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

FaceFinder finder() {
  auto cascade = Cascade::parse(cascade_file());
  REQUIRE(cascade);
  return FaceFinder(*std::move(cascade));
}

GreyPicture drawn(int which) {
  auto photo = grey_photo(drawn_portrait(which), 300);
  REQUIRE(photo);
  return std::move(photo->grey);
}

GreyPicture made(int width, int height, auto value) {
  GreyPicture picture{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) picture.values.push_back(value(x, y));
  return picture;
}

// One feature of one stage in a window of 4 by 4: the upper half is darker than the whole.
std::string small_cascade(const std::string& rectangles = "<_>0 0 4 4 -1.</_><_>0 2 4 2 2.</_>",
                          const std::string& stump =
                              "<internalNodes>0 -1 0 0.1</internalNodes>"
                              "<leafValues>-1. 1.</leafValues>") {
  return "<?xml version=\"1.0\"?><opencv_storage><cascade><featureType>HAAR</featureType><height>4</height>"
         "<width>4</width><stages><_><stageThreshold>0.5</stageThreshold><weakClassifiers><_>" +
         stump + "</_></weakClassifiers></_></stages><features><_><rects>" + rectangles +
         "</rects></_></features></cascade></opencv_storage>";
}

}  // namespace

TEST_CASE("003: one face is found in each drawn portrait, where it is drawn") {
  const FaceFinder faces = finder();
  for (int which = 0; which < 12; ++which) {
    INFO(which);
    const auto found = faces.find(drawn(which));
    REQUIRE(found.size() == 1);
    // Drawn around (150, 190), about 150 wide.
    CHECK(std::abs(found[0].x + found[0].size / 2 - 150) < 20);
    CHECK(std::abs(found[0].y + found[0].size / 2 - 190) < 30);
    CHECK(found[0].size > 120);
    CHECK(found[0].size < 230);
    CHECK(found[0].windows > 10);
  }
}

TEST_CASE("faces: none upside down, in noise, on an empty wall, or where the face is painted over") {
  const FaceFinder faces = finder();
  const GreyPicture face = drawn(1);
  CHECK(faces.find(made(300, 400, [&](int x, int y) { return face.at(x, 399 - y); })).empty());
  SplitMix rng(3);
  CHECK(faces.find(made(300, 400, [&](int, int) { return static_cast<double>(rng.below(256)); })).empty());
  CHECK(faces.find(made(300, 400, [](int, int) { return 200.0; })).empty());
  // A mask over eyes, nose and mouth.
  CHECK(faces.find(made(300, 400, [&](int x, int y) { return y > 140 && y < 290 ? 190.0 : face.at(x, y); }))
            .empty());
}

TEST_CASE("faces: two people are two faces; a small one is found too, one across the room is not") {
  const FaceFinder faces = finder();
  const GreyPicture one = drawn(0), other = drawn(2);
  const GreyPicture pair =
      made(600, 400, [&](int x, int y) { return x < 300 ? one.at(x, y) : other.at(x - 300, y); });
  CHECK(faces.find(pair).size() == 2);
  const auto shrunk = [&](int times) {
    return made(300, 400, [&](int x, int y) {
      const int px = x * times, py = y * times;
      return px < one.width && py < one.height ? one.at(px, py) : 230.0;
    });
  };
  CHECK(faces.find(shrunk(2)).size() == 1);
  CHECK(faces.find(shrunk(8)).empty());
}

TEST_CASE("cascade: a window passes by the sum of its stumps, whatever its light") {
  const auto cascade = Cascade::parse(small_cascade());
  REQUIRE(cascade);
  CHECK(cascade->stages() == 1);
  for (const double light : {0.2, 1.0}) {
    const SummedPicture below(made(6, 6, [&](int, int y) { return light * (y < 3 ? 50 : 200); }));
    const SummedPicture above(made(6, 6, [&](int, int y) { return light * (y < 3 ? 200 : 50); }));
    CHECK(cascade->passed(below, 1, 1) == 1);
    CHECK(cascade->passed(above, 1, 1) == 0);
  }
  CHECK(cascade->passed(SummedPicture(made(6, 6, [](int, int) { return 9.0; })), 1, 1) == 0);
}

TEST_CASE("property: sums over rectangles are those of counting") {
  SplitMix rng(9);
  for (int round = 0; round < 50; ++round) {
    const int width = static_cast<int>(rng.below(12)) + 1, height = static_cast<int>(rng.below(12)) + 1;
    const GreyPicture grey =
        made(width, height, [&](int, int) { return static_cast<double>(rng.below(256)); });
    const SummedPicture sums(grey);
    const auto below = [&](int most) {
      return static_cast<int>(rng.below(static_cast<std::uint64_t>(most)));
    };
    const int x = below(width), y = below(height), w = below(width - x) + 1, h = below(height - y) + 1;
    double plain = 0, squares = 0;
    for (int dy = 0; dy < h; ++dy)
      for (int dx = 0; dx < w; ++dx) {
        plain += grey.at(x + dx, y + dy);
        squares += grey.at(x + dx, y + dy) * grey.at(x + dx, y + dy);
      }
    CHECK(sums.sum(x, y, w, h) == doctest::Approx(plain));
    CHECK(sums.square_sum(x, y, w, h) == doctest::Approx(squares));
  }
}

TEST_CASE("cascade: other files are refused") {
  const std::string leaves = "<leafValues>-1. 1.</leafValues>";
  for (const std::string& wrong :
       {std::string("no xml"), std::string("<opencv_storage/>"), small_cascade("<_>0 0 5 4 -1.</_>"),
        small_cascade("<_>0 0 4 -1.</_>"), small_cascade(""),
        small_cascade("<_>0 0 4 4 -1.</_>", "<internalNodes>0 -1 7 0.1</internalNodes>" + leaves),
        small_cascade("<_>0 0 4 4 -1.</_>", "<internalNodes>0 1 -1</internalNodes>" + leaves)}) {
    INFO(wrong);
    CHECK_FALSE(Cascade::parse(wrong));
  }
  const std::string whole = cascade_file();
  CHECK(Cascade::parse(whole)->stages() == 25);
  CHECK(Cascade::parse(whole.substr(0, whole.size() / 2)).error().code == "portrait.cascade");
}
