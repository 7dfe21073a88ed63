#pragma once
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "http/inside/loop.h"

namespace sanaq::http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;

/// Serves an accepted socket until it closes. tls: null for plain HTTP; outlives the loop. On the loop's
/// thread.
void serve_connection(std::shared_ptr<Loop> loop, Socket socket, boost::asio::ssl::context* tls);

}  // namespace sanaq::http
