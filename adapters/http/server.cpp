#include "http/server.h"

#include <chrono>
#include <thread>

#include "http/inside/listener.h"
#include "http/inside/loop_post.h"
#include "http/inside/tls_context.h"
#include "os/clocks.h"

namespace sanaq::http {

struct Server::Inside {
  struct Lane {
    std::shared_ptr<Loop> loop;
    std::shared_ptr<Listener> listener;
    std::thread thread;
  };
  std::shared_ptr<ServerShared> shared;
  std::unique_ptr<boost::asio::ssl::context> tls;
  std::vector<Lane> lanes;
  std::uint16_t port = 0;
  bool stopped = false;

  Result<Done> listen();
  void run();
  void stop();
};

Result<Done> Server::Inside::listen() {
  port = shared->config.port;
  if (port != 0) SANAQ_TRY_DONE(check_port_free(shared->config.address, port));
  for (std::size_t i = 0; i < std::max<std::size_t>(shared->config.io_threads, 1); ++i) {
    auto loop = std::make_shared<Loop>(shared);
    auto listener = std::make_shared<Listener>(loop, tls.get());
    SANAQ_TRY(port, listener->listen(shared->config.address, port));
    lanes.push_back({std::move(loop), std::move(listener), {}});
  }
  return Done{};
}

void Server::Inside::run() {
  for (Lane& lane : lanes) {
    lane.listener->accept_next();
    lane.thread = std::thread([loop = lane.loop] { loop->run(); });
  }
}

void Server::Inside::stop() {
  if (stopped) return;
  stopped = true;
  for (Lane& lane : lanes)
    lane.loop->post([loop = lane.loop.get(), listener = lane.listener] {
      listener->close();
      loop->start_stopping();
    });
  const std::int64_t deadline = os::monotonic_micros() + shared->config.stop_ms * 1000;
  while (shared->open.load() > 0 && os::monotonic_micros() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  for (Lane& lane : lanes) lane.loop->post([loop = lane.loop.get()] { loop->close_all(); });
  for (Lane& lane : lanes)
    if (lane.thread.joinable()) lane.thread.join();
  // Handlers that still run end here; their answers find closed connections.
  shared->pool.stop();
  for (Lane& lane : lanes) {
    lane.listener.reset();
    lane.loop->finish();
  }
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::start(ServerConfig config, Router router, ServerHooks hooks) {
  auto inside = std::make_unique<Inside>();
  if (!config.certificate_file.empty()) {
    SANAQ_TRY(inside->tls, make_tls_context(config.certificate_file, config.key_file));
    if (!config.client_authority.empty())
      SANAQ_TRY_DONE(ask_for_certificates(*inside->tls, config.client_authority));
  }
  inside->shared = std::make_shared<ServerShared>(std::move(config), std::move(router), std::move(hooks));
  SANAQ_TRY_DONE(inside->listen());
  inside->run();
  return std::unique_ptr<Server>(new Server(std::move(inside)));
}

std::uint16_t Server::port() const { return inside_->port; }
std::size_t Server::open_connections() const { return inside_->shared->open.load(std::memory_order_relaxed); }
void Server::stop() { inside_->stop(); }

}  // namespace sanaq::http
