#pragma once
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "base/result.h"

namespace sanaq::http {

/// TLS 1.2 and 1.3, forward secrecy only, session tickets. Errors: "http.certificate".
Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(const std::string& certificate_file,
                                                                    const std::string& key_file);

}  // namespace sanaq::http
