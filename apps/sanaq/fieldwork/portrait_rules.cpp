#include "sanaq/fieldwork/portrait_rules.h"

#include "documents/photo_quality.h"
#include "os/files.h"

namespace sanaq {
namespace {

// The middle of the face lies near the middle of the photo, in its upper two thirds.
bool is_in_place(const Face& face, const GreyPicture& photo) {
  const double x = (face.x + face.size / 2) / photo.width, y = (face.y + face.size / 2) / photo.height;
  const double size = face.size / photo.width;
  return size >= PortraitRules::face_min && size <= PortraitRules::face_max && x >= 0.3 && x <= 0.7 &&
         y >= 0.2 && y <= 0.65;
}

}  // namespace

std::vector<std::string> PortraitRules::check(const picture::File& picture) const {
  if (picture.kind == picture::Kind::webp) return {"portrait.kind"};
  const auto photo = grey_photo(picture.bytes, measured_width);
  if (!photo) return {"portrait.kind"};
  const int width = photo->full_width, height = photo->full_height;
  std::vector<std::string> wrong;
  if (width < width_min || height < height_min) wrong.emplace_back("portrait.small");
  // 3 by 4 with some play: a photo that lies on its side is none.
  const bool upright = height * 10 >= width * 11 && height <= width * 2;
  if (!upright) wrong.emplace_back("portrait.shape");
  if (sharpness_of(photo->grey) < sharpness_min) wrong.emplace_back("portrait.blurred");
  if (!wrong.empty() || !finder_) return wrong;
  const auto faces = finder_->find(photo->grey);
  if (faces.empty()) return {"portrait.face"};
  if (faces.size() > 1) return {"portrait.faces"};
  if (!is_in_place(faces.front(), photo->grey)) return {"portrait.place"};
  return {};
}

PortraitRules portrait_rules(const std::string& cascade_file) {
  constexpr std::size_t cascade_bytes_max = std::size_t{8} << 20;
  const auto file = os::read_file(cascade_file, cascade_bytes_max);
  auto cascade = file ? Cascade::parse(*file) : Result<Cascade>(file.error());
  if (!cascade) return PortraitRules(std::nullopt);
  return PortraitRules(FaceFinder(*std::move(cascade)));
}

}  // namespace sanaq
