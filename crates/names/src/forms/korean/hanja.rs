//! How Korean reads the characters that its names are written with.
//!
//! Surnames, provinces and towns, and the characters most chosen for given names; simplified and traditional forms
//! side by side. No dictionary: a character that is missing is left unread.

use std::collections::HashMap;
use std::sync::LazyLock;

const READINGS: &str = "
가 家加佳可嘉贾賈 각 各角覺觉 간 干幹简簡 갈 葛 갑 甲 감 甘監监鑑 강 姜江康强強剛刚鋼钢 개 開开介改 거 巨擧举 건 建健乾虔 검 儉俭劍剑 격 格 견 堅坚
결 結结潔洁 겸 謙谦兼 경 京慶庆敬景鏡镜卿庚炅璟 계 桂季溪啓启 고 高固古 곡 谷 곤 坤昆 공 孔公功恭 과 果科 곽 郭 관 寬宽官觀观冠 광 光廣广
교 敎教喬乔 구 具九久求丘區区 국 國国菊鞠 군 君郡軍军 궁 弓 권 權权 귀 貴贵龜龟 규 奎圭揆 균 均鈞钧 근 根根勤槿 금 金琴錦锦今 급 及 기 基起奇璣玑琪己
麒祺旗 길 吉 김 金 나 羅罗娜 낙 洛樂乐 남 南男 내 內内 녕 寧宁 노 盧卢魯鲁 농 農农 능 能 다 多 단 丹段檀 달 達达 담 潭 당 唐堂 대 大代 덕 德悳
도 道都島岛度 독 獨独 돈 敦 동 東东同銅铜董童棟栋 두 斗杜豆 득 得 등 登 라 羅罗 락 洛樂乐 란 蘭兰 래 來来 량 梁良亮 려 呂吕麗丽 력 力 련 連连蓮莲 렬 烈 렴
廉 령 靈灵領领寧宁 례 禮礼 로 盧卢魯鲁路 록 祿禄 룡 龍龙 루 樓楼 류 柳劉刘 륙 陸陆 륜 倫伦 률 律 륭 隆 릉 陵 리 李理里利 린 麟 림 林 립 立
마 馬马 막 莫 만 萬万滿满晩晚 말 末 망 望 매 梅 맹 孟 면 勉 명 明命銘铭 모 毛牟模 목 睦木 몽 夢梦 무 武茂無无 묵 默 문 文門门 미 美米 민 民敏閔闵珉旻 밀 密
박 朴博 반 潘班 발 發发 방 方房邦 배 裵裴培 백 白百伯 범 範范凡 법 法 벽 碧 변 卞邊边 병 炳秉丙兵 보 寶宝甫輔辅保 복 福復复 본 本 봉 鳳凤奉峰 부 富夫釜
북 北 분 芬 비 飛飞 빈 彬賓宾斌 사 史士師师泗沙 산 山 삼 三 상 相尙尚商常祥 생 生 서 徐西瑞書书 석 石錫锡碩硕奭 선 善宣鮮鲜先仙 설 薛雪 섭 燮 성 成星聖圣
城誠诚性省 세 世 소 蘇苏小昭 손 孫孙 송 宋松 수 水洙壽寿秀守 숙 淑肅肃 순 順顺純纯淳舜 숭 崇 승 承勝胜昇升 시 時时始 식 植植湜 신 申辛信新愼慎義信 실 實实
심 沈心 씨 氏 아 兒儿 악 岳 안 安 애 愛爱 양 楊杨梁陽阳洋良 어 魚鱼 언 彦 엄 嚴严 업 業业 여 呂吕麗丽如汝 역 譯译 연 延燕連连蓮莲 열 烈悅悦 염 廉 엽 葉叶燁 영
永英榮荣泳映寧宁靈灵 예 禮礼芮 오 吳吴五 옥 玉沃 온 溫温 완 完 왕 王 외 外 요 堯尧 용 龍龙容鎔庸勇 우 禹佑雨宇友牛 욱 旭郁昱 운 雲云運运 웅 雄 원 元源
原遠远 월 月 위 魏韋韦偉伟 유 柳劉刘兪俞有裕 육 陸陆六 윤 尹允潤润 은 銀银殷恩 을 乙 음 陰阴 의 義义儀仪 이 李利二伊 익 翼益 인 仁寅印 일 一日逸 임 林任
자 子慈 작 作 장 張张長长章莊庄將将蔣蒋 재 在載载宰才 전 全田戰战全錢钱 절 節节 점 點点 정 鄭郑丁正貞贞定政靜静禎 제 濟济諸诸齊齐帝 조 趙赵曺曹朝祖 종 鍾钟宗 좌
佐 주 朱周柱州珠 준 俊濬浚準准 중 中重仲 증 增 지 池智志芝 직 直 진 陳陈鎭镇眞真進进晉晋秦振 질 質质 집 集 차 車车 찬 燦灿贊赞 창 昌昶倉仓滄 채 蔡彩 책 策
천 千川天泉 철 哲鐵铁喆澈 청 淸清靑青 체 體体 초 草楚 촌 村 최 崔 추 秋 축 丑 춘 春 출 出 충 忠 치 治致 칠 七 침 沈 쾌 快 탁 卓 태 泰太 택 澤泽擇择 토 土 통 統统
통 通 파 波坡 판 判 팔 八 팽 彭 편 片扁 평 平坪 포 浦包 표 表彪 풍 豊丰風风 피 皮 필 弼必 하 河夏 학 學学鶴鹤 한 韓韩漢汉翰 함 咸 합 合 항 恒 해 海 향 香 허 許许
헌 憲宪獻献 혁 赫革 현 玄賢贤顯显鉉鉉炫 협 協协 형 亨炯衡 혜 惠慧 호 浩鎬镐虎湖鎬 홍 洪弘 화 華华和花 환 煥焕桓 황 黃黄 회 會会檜 효 孝 후 厚 훈 勳勋訓训 휘 輝辉徽
흥 興兴 희 熙姬喜希 조 朝 선 鮮鲜 함 咸 경 鏡镜 평 平 양 壤襄陽阳 개 開开 원 原元 산 山 주 州 천 川 군 軍军
";

static READ: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut read: HashMap<char, Vec<char>> = HashMap::new();
    let mut reading = ' ';
    for c in READINGS.chars().filter(|c| !c.is_whitespace()) {
        if super::syllables::parts(c).is_some() {
            reading = c;
        } else if !read.get(&c).is_some_and(|known| known.contains(&reading)) {
            read.entry(c).or_default().push(reading);
        }
    }
    read
});
static WRITTEN: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut written: HashMap<char, Vec<char>> = HashMap::new();
    for (ideograph, readings) in &*READ {
        readings.iter().for_each(|reading| written.entry(*reading).or_default().push(*ideograph));
    }
    written.values_mut().for_each(|same| same.sort_unstable());
    written
});

/// The Korean readings of a character.
pub(crate) fn readings_of(ideograph: char) -> &'static [char] {
    READ.get(&ideograph).map_or(&[], Vec::as_slice)
}

/// The characters of names that are read so.
pub(crate) fn characters_of(reading: char) -> &'static [char] {
    WRITTEN.get(&reading).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_koreans_do() {
        let read =
            |name: &str| name.chars().filter_map(|c| readings_of(c).first().copied()).collect::<String>();
        assert_eq!(read("李承晩"), "리승만");
        assert_eq!(read("朴正熙"), "박정희");
        assert!(readings_of('金').contains(&'김') && characters_of('김').contains(&'金'));
    }
}
