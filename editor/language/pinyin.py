"""Chinese sounds in Latin letters: whether a word could be a Chinese name.

It knows syllables, not names: "Jinnuo" could be one, "Jinnup" could not.
"""

from functools import lru_cache

from editor.language.tokens import plain

LONGEST_WORD = 24
LONGEST_SYLLABLE = 6

# Every syllable of Hanyu Pinyin (Xinhua Zidian), initials in rows; ü also as the v and yu of
# passports and as bare u, which is how English pages print Lüliang.
SYLLABLES = frozenset(
    """
    a ai an ang ao e ei en eng er o ou
    ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu
    pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu
    ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu
    fa fan fang fei fen feng fo fou fu
    da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo
    ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo
    na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nun nuo
    nü nüe nv nve nyu nue
    la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun
    luo lü lüe lv lve lyu lue
    ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo
    ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo
    ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo
    ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun
    qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun
    xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun
    zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui
    zhun zhuo
    cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun
    chuo
    sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo
    ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo
    za zai zan zang zao ze zei zen zeng zi zong zou zu zuan zui zun zuo
    ca cai can cang cao ce cen ceng ci cong cou cu cuan cui cun cuo
    sa sai san sang sao se sen seng si song sou su suan sui sun suo
    ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun
    wa wai wan wang wei wen weng wo wu
    """.split()
)


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """The least number of syllables `word` can be read in; 0 when it is no pinyin.

    An apostrophe or a hyphen parts two syllables: "You'ao", "Tai-yuan".
    """
    pieces = plain(word).lower().replace("-", "'").split("'")
    if len(word) > LONGEST_WORD:
        return 0
    counts = [_count(piece) for piece in pieces]
    return 0 if 0 in counts else sum(counts)


def _count(piece: str) -> int:
    """Counted from the left, best way first to each place: no way is walked twice."""
    best = [0] + [0] * len(piece)
    for end in range(1, len(piece) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            reachable = start == 0 or best[start]
            if reachable and piece[start:end] in SYLLABLES:
                count = best[start] + 1
                best[end] = min(best[end], count) if best[end] else count
    return best[-1] if piece else 0
