#pragma once
#include <string>
#include <vector>

#include "codelist/codelist.h"
#include "fieldwork/worker.h"

namespace sanaq {

/// Who of the reserve is called up first for a place in a territory: those bound to it, then those bound to
/// what lies in it or around it, the nearest first; among these whoever did better in the PC test, then
/// whoever applied earlier. O(n log n).
std::vector<Worker> in_line(std::vector<Worker> reserve, const std::string& territory,
                            const Codelist& territories);

}  // namespace sanaq
