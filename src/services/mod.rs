//! The guide, chapter by chapter; sisters who do not talk to each other.
//!
//! | room | chapter | what happens there |
//! |---|---|---|
//! | `hall` | 1.0 | 服务大厅, modes, notices of privacy and accessibility |
//! | `registration` | 1, 1.1 | 会计人员注册 |
//! | `help` | 1.2 | 帮助中心 |
//! | `signin` | 2, 2.1 | 登录 and 退出, for accountants and officers |
//! | `recovery` | 2.2 | 找回密码 |
//! | `setup` | – | the first administrator, once |
//! | `handoff` | 2.3 | the phone's side of every 扫码: opening, four digits, pictures |
//! | `verification` | 2.3 | 实名认证: the desk, the screen, the phone, the counter's number |
//! | `collection` | 3 | 会计人员信息采集 |
//! | `changes` | 4 | 信息变更, 更正, every state the record ever had |
//! | `transfer` | 5 | 属地调转: asking for it, where it is, taking it back |
//! | `phone` | 4 | 更换手机号, by the person or by an officer with the papers in hand |
//! | `person` | 1.0 | 个人中心, 办件 and receipts |
//! | `stock` | – | 材料库: pictures uploaded before |
//! | `own` | – | 信息查询, 导出我的信息, 注销账号: what is held about oneself |
//! | `papers` | 信息查询 | receipts, 登记表, 证明 and 调转函 as PDF, and whether one is genuine |
//! | `mailbox` | – | 演示信箱, in a demonstration only |
//! | `review` | – | 财政用户: queue and decision |
//! | `exchange` | 5 | 财政用户: letters to and from other instances, and who they are |
//! | `administration` | – | 审核规则: what the system approves at once |
//! | `imports` | – | 导入数据: certificate library, history, employers, officers from XLSX and CSV |
//! | `dictionaries` | – | 数据字典: the choices of the forms that the law does not fix |

pub mod administration;
pub mod changes;
pub mod collection;
pub mod dictionaries;
pub mod exchange;
pub mod hall;
pub mod handoff;
pub mod help;
pub mod imports;
pub mod mailbox;
pub mod own;
pub mod papers;
pub mod person;
pub mod phone;
pub mod recovery;
pub mod registration;
pub mod review;
pub mod setup;
pub mod signin;
pub mod stock;
pub mod transfer;
pub mod verification;
