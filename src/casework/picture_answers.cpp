#include "casework/picture_answers.h"

namespace sanaq {
namespace {

void add(const Interview& interview, Place place, std::vector<PictureAnswer>& out) {
  if (!interview.on_path(place)) return;
  std::string name = interview.text_of(place.node, interview.stored(place));
  if (!name.empty()) out.push_back({place, std::move(name)});
}

}  // namespace

std::vector<PictureAnswer> picture_answers(const Interview& interview, const SubmissionPlan& plan) {
  std::vector<PictureAnswer> out;
  for (const NodeIndex node : plan.pictures) {
    const NodeIndex list = interview.form().nodes[node].list;
    if (list == no_node) {
      add(interview, {node, no_item, no_item}, out);
      continue;
    }
    for (const ItemSlot item : interview.items(list)) add(interview, {node, item, no_item}, out);
  }
  return out;
}

}  // namespace sanaq
