#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>
#include <utility>

namespace sanaq {

/// Passes bytes between a client and a server of this machine, connection after connection, and cuts one of
/// them after a number of bytes of one direction: both sides are reset. Its thread ends with the object.
class CuttingProxy {
 public:
  enum class Way : std::uint8_t { up, down };  // to the server, from it

  explicit CuttingProxy(std::uint16_t server_port);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;

  std::uint16_t port() const { return port_; }
  /// The next connection is cut when so many bytes were passed in one direction; those after it are not.
  void cut_once(Way way, std::size_t bytes);
  void count_from_now();
  /// Since count_from_now().
  std::size_t passed(Way way) const { return passed_[static_cast<std::size_t>(way)]; }

 private:
  void run();
  void serve(int client);
  /// False: the connection has ended or was cut.
  bool pass(Way way, int from, int to, std::array<std::size_t, 2>& sent,
            const std::array<std::size_t, 2>& limit);

  std::uint16_t server_port_, port_ = 0;
  int listener_ = -1;
  std::atomic<bool> stopping_ = false;
  std::array<std::atomic<std::size_t>, 2> passed_{};
  std::mutex mutex_;
  std::array<std::size_t, 2> next_limit_;
  std::thread thread_;
};

}  // namespace sanaq
