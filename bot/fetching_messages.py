"""Why a page could not be had."""

from bot.phrases import Phrase

BAD_ADDRESS = Phrase(
    "网址要以 http:// 或 https:// 开头，不能带用户名、密码或少见的端口",
    "an address starts with http:// or https:// and has no user name, password or unusual port",
)
PRIVATE = Phrase("这个网址在内网里，我不能去", "that address is on a private network, where I may not go")
NOT_FOUND = Phrase("找不到这个网站：{host}", "there is no site {host}")
UNREACHABLE = Phrase("连不上 {host}", "{host} can't be reached")
BAD_CERTIFICATE = Phrase("{host} 的证书不可信", "the certificate of {host} can't be trusted")
TOO_SLOW = Phrase("{host} 太慢了，等了 {seconds} 秒", "{host} is too slow; I waited {seconds} seconds")
TOO_LARGE = Phrase("内容超过 {mb} MB，太大了", "it is larger than {mb} MB")
TOO_MANY_REDIRECTS = Phrase("跳转了 {most} 次还没到", "it led elsewhere {most} times and still was not there")
REFUSED = Phrase("对方网站回应 {status}", "the site answered {status}")
GONE = Phrase("对方网站说它已经永久下线（410）", "the site says that it is gone for good (410)")
UNREADABLE = Phrase("对方网站的回应读不懂", "the site's answer makes no sense")
