//! Why a letter was not sealed or not opened.

/// What stands in the way of a letter; nothing in it has been believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file does not begin like a letter.
    NotALetter,
    /// The letter is of a version that came after this program.
    NewerVersion,
    /// The file ends too early.
    Incomplete,
    /// The file is not what was sealed, or what was sealed is no letter.
    Damaged,
    /// The letter names another sender than the card.
    WrongSender,
    /// The letter names another recipient.
    NotForUs,
    /// The file is longer than [`super::LARGEST`], or would be.
    TooLarge,
    /// The number of a letter to seal is not 1 to 40 ASCII letters, digits and hyphens.
    WrongNumber,
    /// Nothing can be sealed to the key on the recipient's card (RFC 9180, 7.1.4: the shared secret is all zeros).
    WrongCard,
}

impl Fault {
    /// What happened and what to do next, as one Chinese sentence for an officer.
    pub const fn sentence(self) -> &'static str {
        match self {
            Fault::NotALetter => "这个文件不是电子函，请重新选择对方单位交来的电子函文件。",
            Fault::NewerVersion => {
                "这份电子函由更新版本的系统封装，本系统还不能读取，请先升级本单位的系统再打开。"
            }
            Fault::Incomplete => {
                "电子函文件不完整，可能没有拷贝完，请重新拷贝一次；还是打不开的，请对方单位重新拷贝。"
            }
            Fault::Damaged => {
                "电子函文件已损坏或被改动过，内容不能采用，请对方单位重新拷贝；还是打不开的，请对方重新出函。"
            }
            Fault::WrongSender => {
                "这份电子函不是所选单位发出的，请核对来函单位；对方更换过名片的，请先登记对方的新名片。"
            }
            Fault::NotForUs => {
                "这份电子函不是发给本单位的，请与来函单位核对；本单位更换过名片的，请对方按新名片重新出函。"
            }
            Fault::TooLarge => "电子函超过 96 MB，不能封装或打开，请减少附件后重新出函。",
            Fault::WrongNumber => "函号应为 1 到 40 个字母、数字或连字符，请改正后重新出函。",
            Fault::WrongCard => "收函单位名片上的密钥不能用来封装，请与对方核对后重新登记名片。",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fault::*;

    #[test]
    fn every_sentence_says_what_to_do_next() {
        let all = [
            NotALetter,
            NewerVersion,
            Incomplete,
            Damaged,
            WrongSender,
            NotForUs,
            TooLarge,
            WrongNumber,
            WrongCard,
        ];
        for fault in all {
            let sentence = fault.sentence();
            assert!(sentence.contains('请') && sentence.ends_with('。'), "{sentence}");
        }
    }

    #[test]
    fn the_sentence_names_the_limit_that_counts() {
        assert!(TooLarge.sentence().contains(&format!("{} MB", super::super::LARGEST / 1024 / 1024)));
    }
}
