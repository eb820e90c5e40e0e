"""Verbs of the work and their perfective forms.

`ONE` are verbs of one character, which report when an ending follows (拆完, 装好).
"""

ONE = "联完归拆关退改装修清铺挖打签搬运拉封建盖种栽换治迁填浇砌焊补埋架推收整做干弄搞交验谈罚转取堵停办缴扒浚刷摘推平割"
ENDING = "倒(?![闭塌])|齐|上(?=了)|完|好|掉|毕|光|尽|走|成(?!为|本|效|都|员)"
ENDED = rf"[{ONE}](?:{ENDING})"
