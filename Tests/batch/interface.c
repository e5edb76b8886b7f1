// The C interface as its header declares it: several threads, one converter, everything freed.
//
//   cc -I FOLDER Tests/batch/interface.c FOLDER/libgongbao.so -lpthread && ./a.out
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "gongbao.h"

static const char documents[] = "今年新建绿道60公里。已建成口袋公园24个。";

static void *work(void *converter) {
    const int64_t offsets[] = {0, 29, (int64_t)strlen(documents), (int64_t)strlen(documents)};
    const char names[] = "ab";
    const int64_t name_offsets[] = {0, 1, 2, 2};
    for (int round = 0; round < 20; round++) {
        char *text = NULL;
        int64_t *ends = NULL;
        assert(gongbao_convert(converter, (const uint8_t *)documents, offsets,
                               (const uint8_t *)names, name_offsets, 3, &text, &ends) == 0);
        assert(ends[0] == 0 && ends[3] == (int64_t)strlen(text));
        for (int i = 1; i <= 3; i++) assert(text[ends[i] - 1] == '\n');
        assert(strstr(text, "\"path\":\"a\"") != NULL && strstr(text, "\"value\":60") != NULL);
        gongbao_free_text(text);
        gongbao_free_offsets(ends);
    }
    return NULL;
}

int main(void) {
    char *problem = NULL;
    assert(gongbao_converter_new("year=12\n", NULL, &problem) == NULL && problem != NULL);
    gongbao_free_text(problem);
    gongbao_converter *converter = gongbao_converter_new(NULL, NULL, NULL);
    assert(converter != NULL);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, work, converter);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    const int64_t backwards[] = {0, 5, 2};
    char *text = NULL;
    assert(gongbao_convert(converter, (const uint8_t *)documents, backwards, NULL, NULL, 2, &text,
                           NULL) == -1);
    gongbao_converter_free(converter);
    printf("c %s: ok\n", gongbao_version());
    return 0;
}
