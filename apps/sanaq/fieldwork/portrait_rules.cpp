#include "sanaq/fieldwork/portrait_rules.h"

#include "documents/photo_quality.h"

namespace sanaq {

std::vector<std::string> PortraitRules::check(const picture::File& picture) const {
  if (picture.kind == picture::Kind::webp) return {"portrait.kind"};
  const auto quality = photo_quality(picture.bytes);
  if (!quality) return {"portrait.kind"};
  std::vector<std::string> wrong;
  if (quality->width < width_min || quality->height < height_min) wrong.emplace_back("portrait.small");
  // 3 by 4 with some play: a photo that lies on its side, or a group, is none.
  const bool upright = quality->height * 10 >= quality->width * 11 && quality->height <= quality->width * 2;
  if (!upright) wrong.emplace_back("portrait.shape");
  if (quality->sharpness < sharpness_min) wrong.emplace_back("portrait.blurred");
  return wrong;
}

}  // namespace sanaq
