"""What is said about a text whose {slots} can't be filled."""

from bot.phrases import Phrase

UNKNOWN_SLOT = Phrase(
    "不认识「{slot}」。可以用的有：{known}。想写括号本身，就写两遍：{doubled}。",
    "I don't know “{slot}”. You can use {known}. For a brace itself, write it twice: {doubled}.",
)
UNKNOWN_SLOT_NEAR = Phrase(
    "不认识「{slot}」，是想写 {near} 吗？可以用的有：{known}。想写括号本身，就写两遍：{doubled}。",
    "I don't know “{slot}”; did you mean {near}? You can use {known}. For a brace itself, write it twice: {doubled}.",
)
LONELY_BRACE = Phrase(
    "「{brace}」没有配成一对。可以用的有：{known}。想写括号本身，就写两遍：{doubled}。",
    "“{brace}” has no partner. You can use {known}. For a brace itself, write it twice: {doubled}.",
)
