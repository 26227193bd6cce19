"""What is said about pictures and files that can't be kept."""

from bot.phrases import Phrase

PICTURE_TOO_LARGE = Phrase(
    "这张图片有 {size} MB，最多 {most} MB。压缩一下再发给我吧。",
    "This picture has {size} MB; {most} MB is the most. Please send a smaller one.",
)
PICTURE_TOO_WIDE = Phrase(
    "这张图片有 {width}×{height} 像素，太大了。缩小一些再发给我吧。",
    "This picture has {width}×{height} pixels, which is too many. Please send a smaller one.",
)
TOO_MANY_PIXELS = Phrase(
    "这张图片的像素太多了。缩小一些再发给我吧。",
    "This picture has too many pixels. Please send a smaller one.",
)
PICTURE_FAR_TOO_LARGE = Phrase(
    "这张图片太大了，最多 {most} MB。压缩一下再发给我吧。",
    "This picture is far too large; {most} MB is the most. Please send a smaller one.",
)
FILE_FAR_TOO_LARGE = Phrase(
    "这个文件太大了，最多 {most} MB。换个小一点的吧。",
    "This file is far too large; {most} MB is the most. Please choose a smaller one.",
)
NOT_A_PICTURE = Phrase(
    "这张图片打不开，我只认 PNG、JPEG、GIF 和 WebP。",
    "I can't open this picture; I know PNG, JPEG, GIF and WebP.",
)
FILE_TOO_LARGE = Phrase(
    "「{name}」有 {size} MB，最多 {most} MB。换个小一点的吧。",
    "“{name}” has {size} MB; {most} MB is the most. Please choose a smaller one.",
)
FILE_EMPTY = Phrase("「{name}」是空的，换一个吧。", "“{name}” is empty; please choose another.")
NO_PICTURE = Phrase(
    "这张图片取不到了，重新发一次，再引用新的那条。",
    "I can't get this picture any more; send it again and quote the new message.",
)
NO_FILE = Phrase(
    "这个文件取不到了，重新发一次，再引用新的那条。",
    "I can't get this file any more; send it again and quote the new message.",
)
NO_ADDRESS = Phrase(
    "看不到这条链接的网址，把网址写在正文里吧。",
    "I can't see this link's address; please write it into the text.",
)
NOT_KEPT = Phrase(
    "这种消息我收不了，文字、图片、链接和文件可以。",
    "I can't keep this kind of message; texts, pictures, links and files I can.",
)
