// An Iin does not become a JSON text by itself.
#include "base/iin.h"
#include "base/json.h"

sanaq::Json answer(const sanaq::Iin& iin) {
#ifdef BAD
  return sanaq::Json::string(iin);
#else
  return sanaq::Json::boolean(iin == iin);
#endif
}
