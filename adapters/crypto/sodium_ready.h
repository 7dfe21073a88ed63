#pragma once

namespace sanaq::crypto {

/// Prepares libsodium. Any thread, any number of times; cheap after the first.
void make_sodium_ready();

}  // namespace sanaq::crypto
