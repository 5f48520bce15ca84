//! The words that a fingerprint is read aloud with.

/// One everyday word for each value of a byte, in the order of their pinyin.
///
/// Chosen so that a clerk understands them over a bad line: the first characters all differ, and no two sound alike
/// even where zh, ch, sh are said as z, c, s, n as l, and ng as n.
#[rustfmt::skip]
pub(super) const WORDS: [&str; 256] = [
    "白云", "板栗", "斑马", "包裹", "报纸", "壁画", "表格", "饼干", "冰箱", "薄荷", "波浪", "菠萝", "布料", "彩虹", "菜谱", "餐桌",
    "仓库", "操场", "草原", "茶壶", "唱片", "超市", "车站", "晨光", "衬衫", "城墙", "池塘", "厨房", "床单", "窗帘", "春联", "村庄",
    "大豆", "袋鼠", "蛋糕", "稻谷", "岛屿", "灯笼", "地毯", "电视", "点心", "冬瓜", "耳机", "帆船", "饭盒", "番茄", "翡翠", "粉笔",
    "蜂蜜", "枫叶", "风筝", "甘蔗", "港口", "钢琴", "高山", "歌曲", "鸽子", "工厂", "公路", "广场", "柜台", "桂圆", "锅盖", "果园",
    "海洋", "河流", "核桃", "荷叶", "黑板", "红枣", "蝴蝶", "葫芦", "湖水", "画册", "滑梯", "话筒", "花园", "槐花", "货架", "机场",
    "鸡蛋", "积木", "吉他", "键盘", "剪纸", "酱油", "教室", "胶水", "饺子", "街道", "京剧", "镜框", "鲸鱼", "剧院", "骏马", "卡车",
    "咖啡", "烤箱", "课本", "客厅", "孔雀", "空调", "喇叭", "辣椒", "蜡烛", "兰花", "篮球", "鲤鱼", "莲藕", "粮食", "柳条", "龙虾",
    "楼梯", "路灯", "炉灶", "露珠", "轮船", "萝卜", "锣鼓", "螺丝", "骆驼", "麻花", "码头", "麦田", "芒果", "玫瑰", "梅花", "门铃",
    "米饭", "棉被", "面条", "绵羊", "蘑菇", "茉莉", "木板", "牧场", "牡丹", "南瓜", "闹钟", "年糕", "纽扣", "牛奶", "农场", "暖壶",
    "排球", "螃蟹", "皮包", "乒乓", "平原", "瀑布", "葡萄", "汽车", "气球", "铅笔", "桥梁", "芹菜", "琴弦", "青椒", "清泉", "蜻蜓",
    "秋千", "日历", "森林", "纱窗", "沙发", "珊瑚", "山坡", "商店", "生姜", "诗词", "石榴", "食盐", "时钟", "狮子", "手表", "书架",
    "树叶", "水杯", "丝绸", "松鼠", "宿舍", "算盘", "隧道", "台灯", "太阳", "糖果", "汤圆", "陶瓷", "梯田", "天鹅", "田野", "跳绳",
    "铁锅", "图钉", "土豆", "豌豆", "玩具", "碗筷", "微风", "围巾", "蜗牛", "屋顶", "舞台", "西瓜", "喜鹊", "溪水", "峡谷", "香菜",
    "相机", "项链", "橡皮", "象棋", "小鹿", "鞋带", "星空", "熊猫", "雪花", "学校", "牙刷", "眼镜", "洋葱", "杨树", "阳台", "钥匙",
    "衣柜", "椅子", "银行", "音乐", "印章", "樱桃", "鹦鹉", "邮票", "油条", "柚子", "羽毛", "玉米", "雨伞", "鱼塘", "圆规", "月亮",
    "杂志", "早餐", "站台", "账本", "帐篷", "枕头", "针线", "珍珠", "芝麻", "纸箱", "竹林", "桌布", "字典", "走廊", "足球", "钻石",
];

#[cfg(test)]
mod tests {
    use super::WORDS;
    use pinyin::ToPinyin;
    use std::collections::BTreeSet;

    /// How a syllable may sound in the south.
    fn blurred(syllable: &str) -> String {
        let syllable = syllable.replacen("zh", "z", 1).replacen("ch", "c", 1).replacen("sh", "s", 1);
        let syllable = match syllable.strip_prefix('n') {
            Some(rest) => format!("l{rest}"),
            None => syllable,
        };
        syllable.strip_suffix('g').map(str::to_owned).unwrap_or(syllable)
    }

    fn sound(word: &str, heard: impl Fn(&str) -> String) -> String {
        let syllables = word.chars().map(|c| heard(c.to_pinyin().expect("a Chinese character").plain()));
        syllables.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_word_has_two_characters_and_a_first_one_of_its_own() {
        assert!(WORDS.iter().all(|word| word.chars().count() == 2));
        let first: BTreeSet<char> = WORDS.iter().filter_map(|word| word.chars().next()).collect();
        assert_eq!(first.len(), WORDS.len());
    }

    #[test]
    fn no_two_words_sound_the_same_without_their_tones() {
        let sounds: BTreeSet<String> = WORDS.iter().map(|word| sound(word, str::to_owned)).collect();
        assert_eq!(sounds.len(), WORDS.len());
    }

    #[test]
    fn no_two_words_sound_the_same_in_a_southern_mouth() {
        assert_eq!(sound("钥匙", blurred), sound("要四", blurred));
        assert_eq!(sound("南方", blurred), sound("兰芳", blurred));
        let sounds: BTreeSet<String> = WORDS.iter().map(|word| sound(word, blurred)).collect();
        assert_eq!(sounds.len(), WORDS.len());
    }

    #[test]
    fn no_word_is_another_one_turned_round() {
        for word in WORDS {
            let turned: String = word.chars().rev().collect();
            assert!(!WORDS.contains(&turned.as_str()), "{word}");
        }
    }

    #[test]
    fn the_document_for_other_programs_lists_the_same_words() {
        let document = include_str!("../../data/transfer-letter.md");
        let list = document.split("```words\n").nth(1).and_then(|rest| rest.split("```").next());
        let listed: Vec<&str> = list.expect("the document has the list").split_whitespace().collect();
        assert_eq!(listed, WORDS);
    }
}
