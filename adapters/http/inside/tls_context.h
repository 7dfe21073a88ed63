#pragma once
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "base/result.h"

namespace sanaq::http {

/// TLS 1.2 and 1.3, forward secrecy only, session tickets. Errors: "http.certificate".
Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(const std::string& certificate_file,
                                                                    const std::string& key_file);

/// Every peer must show a certificate for clients that this authority (PEM) issued and that is good now. No
/// session is resumed: each connection proves itself. Errors: "http.certificate".
Result<Done> ask_for_certificates(boost::asio::ssl::context& context, const std::string& authority);

/// SHA-256 of the certificate the peer showed, empty when it showed none.
std::string shown_certificate(SSL* ssl);

}  // namespace sanaq::http
